package org.almagest.engine;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.almagest.backend.BackendException;
import org.almagest.catalog.CatalogTable;
import org.jspecify.annotations.Nullable;

/**
 * What the files of tables say to who plans a query. A file system may not answer for hours, as NFS
 * and HDFS do when a server is away: so each question is asked by a thread of its own, and who
 * waits for it waits a bounded time. What was answered is kept while it is among the last ones
 * used.
 */
final class FileAnswers {

  private static final int KEPT = 512;
  private static final int MOST_THREADS = 256;

  private final Duration patience;
  private final Map<Question, Object> answered =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Question, Object> eldest) {
          return size() > KEPT;
        }
      };
  private final Map<Question, Asked> open = new ConcurrentHashMap<>();
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          0,
          MOST_THREADS,
          30,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          work -> {
            Thread thread = new Thread(work, "read-table");
            thread.setDaemon(true);
            // The engine's, whoever asks first: a web server waits for none of them at its end.
            thread.setContextClassLoader(FileAnswers.class.getClassLoader());
            return thread;
          });

  /**
   * @param patience how long a query waits for an answer
   */
  FileAnswers(Duration patience) {
    this.patience = patience;
  }

  /**
   * A question.
   *
   * @param files whose answer does not change
   * @param about what is asked of them
   */
  record Question(Object files, Object about) {}

  private record Asked(long since, FutureTask<Object> answer) {}

  /**
   * The answer, asked for now if it is not kept.
   *
   * @throws EngineException if there is none in time
   */
  <T> T ask(Question question, CatalogTable table, Class<T> type, Supplier<? extends T> read) {
    Object known;
    synchronized (answered) {
      known = answered.get(question);
    }
    return type.cast(
        known == null ? await(question, table, () -> keep(question, read.get())) : known);
  }

  /** The same for one of many questions, whose answers are not kept. */
  <T> T askOnce(Question question, CatalogTable table, Class<T> type, Supplier<? extends T> read) {
    return type.cast(await(question, table, read::get));
  }

  private Object await(Question question, CatalogTable table, Callable<Object> read) {
    refuseIfSilent(question, table);
    Asked fresh = new Asked(System.nanoTime(), new FutureTask<>(read));
    Asked before = open.putIfAbsent(question, fresh);
    Asked asked = before == null ? fresh : before;
    if (before == null) {
      begin(question, table, fresh);
    }
    try {
      return asked.answer().get(Math.max(0, left(asked)), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw silent(table, e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BackendException(BackendException.Code.CANCELLED, "The query was cancelled", e);
    }
  }

  private Object keep(Question question, Object answer) {
    synchronized (answered) {
      answered.put(question, answer);
    }
    return answer;
  }

  private void begin(Question question, CatalogTable table, Asked asked) {
    try {
      threads.execute(
          () -> {
            asked.answer().run();
            open.remove(question, asked);
          });
    } catch (RejectedExecutionException e) {
      open.remove(question, asked);
      // Who has joined meanwhile must not wait for what nobody asks.
      asked.answer().cancel(false);
      throw silent(table, e);
    }
  }

  /** Files that do not answer one question are not asked another. */
  private void refuseIfSilent(Question question, CatalogTable table) {
    for (Map.Entry<Question, Asked> other : open.entrySet()) {
      if (other.getKey().files().equals(question.files()) && left(other.getValue()) <= 0) {
        throw silent(table, null);
      }
    }
  }

  private long left(Asked asked) {
    return patience.toNanos() - (System.nanoTime() - asked.since());
  }

  private EngineException silent(CatalogTable table, @Nullable Exception cause) {
    String message =
        "Table ["
            + table.qualifiedName()
            + "]: its files do not answer within "
            + patience.toSeconds()
            + " s; ask again later, or tell the operator";
    return cause == null
        ? new EngineException(EngineException.Code.TABLE_SILENT, message)
        : new EngineException(EngineException.Code.TABLE_SILENT, message, cause);
  }
}
