package org.almagest.api.jobjson;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.almagest.api.error.ServiceException;
import org.almagest.api.error.ServiceException.Code;
import org.almagest.api.job.Job;
import org.almagest.api.job.JobStore;
import org.almagest.api.job.Phase;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * The open streams of events. A job is looked at each second, as often as its worker writes down
 * how far it is; the last event of a stream is of a job that has ended, or that is gone.
 */
final class EventStreams implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger(EventStreams.class);
  private static final int MOST = 1000;
  private static final Duration PERIOD = Duration.ofSeconds(1);

  /** Longer silence makes some proxies close a connection. */
  private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(15);

  private final JobStore jobs;
  private final Map<SseEmitter, Sent> streams = new ConcurrentHashMap<>();
  private final ScheduledExecutorService thread;

  EventStreams(JobStore jobs) {
    this.jobs = jobs;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread events = new Thread(task, "job-event-streams");
              events.setDaemon(true);
              return events;
            });
    var unused =
        thread.scheduleWithFixedDelay(
            this::sendAll, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** What a listener is told. */
  record Event(
      String id,
      Phase phase,
      int attempt,
      long rows,
      long partsDone,
      long parts,
      @Nullable Long secondsLeft) {

    static Event of(Job job) {
      return new Event(
          job.id(),
          job.phase(),
          job.attempts(),
          job.progress().rows(),
          job.progress().partsDone(),
          job.progress().parts(),
          job.timeLeft(Instant.now()).map(Duration::toSeconds).orElse(null));
    }
  }

  private record Sent(String id, @Nullable Event last, Instant when) {}

  SseEmitter open(Job job) {
    if (streams.size() >= MOST) {
      throw new ServiceException(
          Code.BUSY,
          "Too many listen to events: ask for the phase of job [" + job.id() + "] instead");
    }
    SseEmitter stream = new SseEmitter(0L);
    stream.onCompletion(() -> streams.remove(stream));
    stream.onError(failure -> streams.remove(stream));
    Sent sent = send(stream, new Sent(job.id(), null, Instant.EPOCH), Optional.of(job));
    if (sent != null) {
      streams.put(stream, sent);
    }
    return stream;
  }

  private void sendAll() {
    streams.forEach(
        (stream, sent) -> {
          try {
            Sent now = send(stream, sent, jobs.find(sent.id()));
            if (now == null) {
              streams.remove(stream);
            } else {
              streams.replace(stream, now);
            }
          } catch (RuntimeException unreachable) {
            LOG.warn("The events of job [{}] are late", sent.id(), unreachable);
          }
        });
  }

  /** Null once the stream has ended. */
  private static @Nullable Sent send(SseEmitter stream, Sent before, Optional<Job> job) {
    try {
      if (job.isEmpty()) {
        stream.send(SseEmitter.event().name("removed").data(before.id()));
        stream.complete();
        return null;
      }
      Event event = Event.of(job.get());
      Sent sent = new Sent(before.id(), event, Instant.now());
      if (!event.equals(before.last())) {
        stream.send(SseEmitter.event().name("job").data(event));
      } else if (sent.when().isAfter(before.when().plus(SIGN_OF_LIFE))) {
        stream.send(SseEmitter.event().comment("still there"));
      } else {
        return before;
      }
      if (!event.phase().isActive()) {
        stream.complete();
        return null;
      }
      return sent;
    } catch (IOException | IllegalStateException gone) {
      LOG.debug("A listener of job [{}] is gone", before.id(), gone);
      return null;
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    streams.keySet().forEach(SseEmitter::complete);
  }
}
