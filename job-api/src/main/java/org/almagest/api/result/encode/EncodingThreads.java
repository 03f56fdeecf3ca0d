package org.almagest.api.result.encode;

import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads that encode rows, of all results that are written at the time. */
public final class EncodingThreads implements AutoCloseable {
  private static final int MOST = 8;
  private static final long IDLE_SECONDS = 30;

  private final int count = Math.max(2, Math.min(MOST, Runtime.getRuntime().availableProcessors()));
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          count,
          count,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          work -> {
            Thread thread = new Thread(work, "encode-rows");
            thread.setDaemon(true);
            return thread;
          });

  public EncodingThreads() {
    threads.allowCoreThreadTimeOut(true);
  }

  /** How many there are at most. */
  int count() {
    return count;
  }

  /** Does the work when a thread is free; whoever submits keeps few of them waiting. */
  <T> Future<T> submit(Callable<T> work) {
    return threads.submit(work);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
