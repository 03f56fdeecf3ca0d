package org.almagest.ingest.task;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Runs parts in threads of this process. */
public final class LocalTasks implements Tasks {

  private static final long LONGEST_END_SECONDS = 60;

  private final int threads;
  private final ExecutorService executor;
  private final IngestListener listener;
  private volatile IngestListener.Step step = IngestListener.Step.INSPECTING;

  public LocalTasks(int threads, IngestListener listener) {
    this.threads = threads;
    this.listener = listener;
    AtomicInteger number = new AtomicInteger();
    this.executor =
        Executors.newFixedThreadPool(
            threads, task -> new Thread(task, "ingest-" + number.incrementAndGet()));
  }

  @Override
  public void begin(IngestListener.Step next) {
    step = next;
    listener.progress(next, 0, 0);
  }

  @Override
  public int atOnce() {
    return threads;
  }

  @Override
  public <T extends Serializable, R extends Serializable> List<R> run(
      List<T> parts, Task<T, R> task) throws IOException, InterruptedException {
    IngestListener.Step current = step;
    AtomicInteger done = new AtomicInteger();
    listener.progress(current, 0, parts.size());
    List<Future<R>> futures = new ArrayList<>();
    for (T part : parts) {
      futures.add(
          executor.submit(
              () -> {
                R result = task.run(part);
                listener.progress(current, done.incrementAndGet(), parts.size());
                return result;
              }));
    }
    List<R> results = new ArrayList<>();
    try {
      for (Future<R> future : futures) {
        results.add(future.get());
      }
      return results;
    } catch (ExecutionException e) {
      stop();
      throw failure(e.getCause());
    } catch (InterruptedException e) {
      stop();
      throw e;
    }
  }

  private static IOException failure(@Nullable Throwable cause) {
    if (cause instanceof RuntimeException known) {
      throw known;
    }
    if (cause instanceof Error fatal) {
      throw fatal;
    }
    return cause instanceof IOException known ? known : new IOException(cause);
  }

  /** What still runs writes into a folder that is removed next. */
  private void stop() throws InterruptedException {
    executor.shutdownNow();
    if (!executor.awaitTermination(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("A part of an ingest does not end");
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
