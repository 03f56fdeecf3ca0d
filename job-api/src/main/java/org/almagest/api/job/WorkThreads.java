package org.almagest.api.job;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.almagest.api.error.ServiceException;
import org.almagest.api.error.ServiceException.Code;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The threads that run queries, apart from those that wait for them: whatever happens to a thread
 * in here, whoever waits goes on. A work that does not heed its stop is left behind, and its thread
 * with it; of these there may be few, since no JVM can end them.
 */
final class WorkThreads implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger(WorkThreads.class);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

  private final int mostStuck;
  private final Set<RunningJob> stuck = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(NamedThreads.of("job-work"));

  /**
   * @param mostStuck works that are left behind; beyond that nothing new is begun
   */
  WorkThreads(int mostStuck) {
    this.mostStuck = mostStuck;
  }

  /** The works that were left behind and have not ended. */
  Set<RunningJob> stuck() {
    return Set.copyOf(stuck);
  }

  /**
   * Fails if too many threads are lost.
   *
   * @throws ServiceException that tells the operator to act
   */
  void checkRoom() {
    if (stuck.size() >= mostStuck) {
      throw new ServiceException(
          Code.BUSY,
          stuck.size()
              + " queries do not heed that they were stopped, and hold their threads: nothing new"
              + " is begun until one ends or the operator restarts the service");
    }
  }

  /** Waits until few enough threads are lost. */
  void awaitRoom() throws InterruptedException {
    while (stuck.size() >= mostStuck) {
      TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN.toMillis());
    }
  }

  /**
   * Runs a work to its end, or until it is given up.
   *
   * @throws StuckWorkException if it was given up
   * @throws IllegalStateException caused by the error of the virtual machine that ended it
   */
  void run(RunningJob job, Work work) throws IOException, InterruptedException {
    CompletableFuture<Void> end = new CompletableFuture<>();
    // Catches errors too, in the one place of the JDK that does: the thread survives them.
    FutureTask<Void> task =
        new FutureTask<>(
            () -> {
              work.run();
              return null;
            }) {
          @Override
          protected void done() {
            ended(job, this, end);
          }
        };
    job.onGivenUp(
        () -> {
          stuck.add(job);
          if (!end.completeExceptionally(new StuckWorkException(job.lease().job().id()))) {
            stuck.remove(job);
          }
        });
    threads.execute(task);
    try {
      end.get();
    } catch (ExecutionException failure) {
      rethrow(failure.getCause());
    }
  }

  private void ended(RunningJob job, FutureTask<Void> task, CompletableFuture<Void> end) {
    try {
      task.get();
      end.complete(null);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      end.completeExceptionally(stopping);
    } catch (ExecutionException failure) {
      end.completeExceptionally(failure.getCause());
    }
    if (stuck.remove(job)) {
      LOG.warn("The work of job [{}], which was left behind, has ended", job.lease().job().id());
    }
  }

  private static void rethrow(@Nullable Throwable failure) throws IOException {
    if (failure instanceof IOException io) {
      throw io;
    }
    if (failure instanceof RuntimeException known) {
      throw known;
    }
    if (failure instanceof OutOfMemoryError) {
      throw new ServiceException(
          Code.OUT_OF_MEMORY, "The query needs more memory than the service has", failure);
    }
    throw new IllegalStateException("A query ended by " + failure, failure);
  }

  /** Interrupts what still runs. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
