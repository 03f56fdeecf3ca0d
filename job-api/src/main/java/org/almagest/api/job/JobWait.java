package org.almagest.api.job;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Waits for jobs to change (UWS 1.1, section 2.2.1.2). No thread is held for those who wait: they
 * may be more than a web server has threads.
 */
public final class JobWait implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger(JobWait.class);

  /** Events may be lost while the database is away, so it is asked again. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

  private final JobStore jobs;
  private final JobSettings settings;
  private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(NamedThreads.of("job-wait"));

  /** Compared by identity: two may wait for the same. */
  private static final class Waiting {
    private final Job job;
    private final CompletableFuture<Optional<Job>> answer = new CompletableFuture<>();

    Waiting(Job job) {
      this.job = job;
    }
  }

  JobWait(JobStore jobs, JobEvents events, JobSettings settings) {
    this.jobs = jobs;
    this.settings = settings;
    var unused =
        thread.scheduleWithFixedDelay(
            () -> look(Set.copyOf(waiting)),
            LOOK_AGAIN.toMillis(),
            LOOK_AGAIN.toMillis(),
            TimeUnit.MILLISECONDS);
    events.subscribe(this::changed);
  }

  /** How long a request may be held. */
  public Duration longest() {
    return settings.longestWait();
  }

  /**
   * The job once it is in another phase than it is in now, or the time is over; at once if it is in
   * a phase that may last for ever. Empty if it is removed meanwhile.
   *
   * @param wanted how long the caller would wait; the service may wait less
   */
  public CompletableFuture<Optional<Job>> otherPhase(Job job, Duration wanted) {
    Duration bounded = wanted.compareTo(longest()) > 0 ? longest() : wanted;
    if (bounded.isZero() || !job.phase().isWaitedFor()) {
      return CompletableFuture.completedFuture(Optional.of(job));
    }
    Waiting wait = new Waiting(job);
    waiting.add(wait);
    // The job may have changed between when it was read and now.
    thread.execute(() -> look(Set.of(wait)));
    var unused = thread.schedule(() -> answer(wait), bounded.toMillis(), TimeUnit.MILLISECONDS);
    return wait.answer;
  }

  private void changed(String id) {
    Set<Waiting> concerned =
        waiting.stream().filter(wait -> wait.job.id().equals(id)).collect(Collectors.toSet());
    if (!concerned.isEmpty() && !thread.isShutdown()) {
      thread.execute(() -> look(concerned));
    }
  }

  /** Answers those whose job is in another phase. */
  private void look(Set<Waiting> some) {
    if (some.isEmpty()) {
      return;
    }
    try {
      Map<String, Phase> phases =
          jobs.phases(some.stream().map(wait -> wait.job.id()).collect(Collectors.toSet()));
      for (Waiting wait : some) {
        if (wait.job.phase() != phases.get(wait.job.id())) {
          answer(wait);
        }
      }
    } catch (RuntimeException unreachable) {
      LOG.warn("The phases of jobs that are waited for are not known", unreachable);
    }
  }

  private void answer(Waiting wait) {
    if (!waiting.remove(wait)) {
      return;
    }
    try {
      wait.answer.complete(jobs.find(wait.job.id()));
    } catch (RuntimeException failure) {
      wait.answer.completeExceptionally(failure);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    // Whoever asks again is told by another process, or finds this one gone.
    waiting.forEach(wait -> wait.answer.complete(Optional.of(wait.job)));
    waiting.clear();
  }
}
