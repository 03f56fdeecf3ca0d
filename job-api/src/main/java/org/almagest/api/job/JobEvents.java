package org.almagest.api.job;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Changes of jobs as the database announces them, by whichever process they are made. An event may
 * be lost while the connection is down, so whoever waits asks the database again after a while.
 */
final class JobEvents implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger(JobEvents.class);
  private static final int POLL_MILLIS = 500;
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final DataSource dataSource;
  private final ExecutorService listener =
      Executors.newSingleThreadExecutor(NamedThreads.of("job-events"));
  private final List<Consumer<String>> subscribers = new CopyOnWriteArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private long changes;
  private volatile boolean closed;

  JobEvents(DataSource dataSource) {
    this.dataSource = dataSource;
    listener.execute(this::listen);
  }

  /** Calls back with the job of each change; on the listening thread, so briefly. */
  void subscribe(Consumer<String> subscriber) {
    subscribers.add(subscriber);
  }

  /** A mark to wait from: read it before looking at the state that is waited for. */
  long mark() {
    lock.lock();
    try {
      return changes;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until something has changed since the mark, or the time is over. */
  void awaitChange(long mark, Duration longest) throws InterruptedException {
    long left = longest.toNanos();
    lock.lockInterruptibly();
    try {
      while (changes == mark && left > 0 && !closed) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  private void signal() {
    lock.lock();
    try {
      changes++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void listen() {
    while (!closed) {
      try (Connection connection = dataSource.getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("LISTEN job_changed");
        signal();
        PGConnection postgres = connection.unwrap(PGConnection.class);
        while (!closed) {
          PGNotification[] notifications = postgres.getNotifications(POLL_MILLIS);
          if (notifications != null && notifications.length > 0) {
            for (PGNotification notification : notifications) {
              subscribers.forEach(subscriber -> subscriber.accept(notification.getParameter()));
            }
            signal();
          }
        }
        statement.execute("UNLISTEN *");
      } catch (SQLException | RuntimeException lost) {
        if (!closed) {
          LOG.warn("The database does not announce changes of jobs; they are asked for", lost);
          pause();
        }
      }
    }
  }

  private void pause() {
    try {
      awaitChange(mark(), RETRY);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      closed = true;
    }
  }

  @Override
  public void close() {
    closed = true;
    signal();
    listener.shutdown();
    try {
      if (!listener.awaitTermination(5, TimeUnit.SECONDS)) {
        listener.shutdownNow();
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }
}
