package org.almagest.userdb;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The versions that this process reads or writes. The database knows them by the process, which
 * says that it lives as long as it holds any; how many in it read a version is known here alone, so
 * that only the first of them asks the database.
 */
final class VersionHolds implements AutoCloseable {
  private final DataSource dataSource;
  private final VersionTimes times;
  private final UUID holder = UUID.randomUUID();

  /** Shared while something is held, exclusive while something is let go in the database. */
  private final ReentrantReadWriteLock turn = new ReentrantReadWriteLock();

  /** Guarded by itself. */
  private final Map<String, Held> held = new HashMap<>();

  private @Nullable ScheduledExecutorService renewal;
  private boolean closed;

  private static final class Held {
    private int readers;
    private long idleSince;
  }

  /** What makes or finds versions and holds them, in one statement. */
  @FunctionalInterface
  interface Step {
    /** Gives the folders that are held now. */
    Set<String> run(HoldRows rows) throws SQLException;
  }

  VersionHolds(DataSource dataSource, VersionTimes times) {
    this.dataSource = dataSource;
    this.times = times;
  }

  /** Holds versions that were found to be there; empty if one is not any more. */
  Optional<VersionHold> hold(Set<String> folders) throws SQLException {
    return hold(folders, rows -> rows.hold(folders));
  }

  /** Holds versions once a step has held them in the database. */
  Optional<VersionHold> hold(Set<String> folders, Step step) throws SQLException {
    turn.readLock().lock();
    try {
      if (!readAgain(folders)) {
        Set<String> found;
        try (Connection connection = dataSource.getConnection()) {
          found = step.run(new HoldRows(connection, holder, times.lease()));
        }
        boolean all = found.containsAll(folders);
        heldNow(found, all ? 1 : 0);
        if (!all) {
          return Optional.empty();
        }
      }
    } finally {
      turn.readLock().unlock();
    }
    return Optional.of(new VersionHold(this, folders));
  }

  private boolean readAgain(Set<String> folders) {
    synchronized (held) {
      if (!held.keySet().containsAll(folders)) {
        return false;
      }
      folders.forEach(folder -> held(folder).readers++);
      return true;
    }
  }

  private void heldNow(Set<String> folders, int readers) {
    synchronized (held) {
      for (String folder : folders) {
        Held one = held(folder);
        one.readers += readers;
        one.idleSince = System.nanoTime();
      }
      if (renewal == null && !closed) {
        renewal = Executors.newSingleThreadScheduledExecutor(VersionHolds::thread);
        long period = times.renewal().toMillis();
        var unused =
            renewal.scheduleWithFixedDelay(this::renew, period, period, TimeUnit.MILLISECONDS);
      }
    }
  }

  private Held held(String folder) {
    return held.computeIfAbsent(folder, unknown -> new Held());
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "table-versions");
    thread.setDaemon(true);
    return thread;
  }

  void letGo(Set<String> folders) {
    synchronized (held) {
      for (String folder : folders) {
        Held one = held(folder);
        one.readers--;
        one.idleSince = System.nanoTime();
      }
    }
  }

  /** Says that this process lives, and what it holds, which an outage may have undone. */
  private void renew() {
    try {
      release(idle());
      Set<String> all;
      synchronized (held) {
        all = new HashSet<>(held.keySet());
      }
      if (!all.isEmpty()) {
        hold(all, times.lease());
      }
    } catch (SQLException | RuntimeException unreachable) {
      // The next time is soon, and an outage of the database stops all sweeps too.
      return;
    }
  }

  private void hold(Set<String> all, Duration lease) throws SQLException {
    turn.readLock().lock();
    try (Connection connection = dataSource.getConnection()) {
      new HoldRows(connection, holder, lease).hold(all);
    } finally {
      turn.readLock().unlock();
    }
  }

  private Set<String> idle() {
    long now = System.nanoTime();
    synchronized (held) {
      return held.entrySet().stream()
          .filter(entry -> isIdle(entry.getValue(), now))
          .map(Entry::getKey)
          .collect(Collectors.toSet());
    }
  }

  private boolean isIdle(Held one, long now) {
    return one.readers == 0 && now - one.idleSince >= times.idle().toNanos();
  }

  private void release(Set<String> folders) throws SQLException {
    if (folders.isEmpty()) {
      return;
    }
    turn.writeLock().lock();
    try (Connection connection = dataSource.getConnection()) {
      Set<String> still = new HashSet<>(folders);
      still.retainAll(idle());
      new HoldRows(connection, holder, times.lease()).letGo(still);
      synchronized (held) {
        held.keySet().removeAll(still);
      }
    } finally {
      turn.writeLock().unlock();
    }
  }

  /** Lets everything go; who still reads, does so at his own risk. */
  @Override
  public void close() {
    ScheduledExecutorService ending;
    synchronized (held) {
      closed = true;
      ending = renewal;
    }
    if (ending == null) {
      return;
    }
    ending.shutdownNow();
    try (Connection connection = dataSource.getConnection()) {
      new HoldRows(connection, holder, times.lease()).leave();
    } catch (SQLException unreachable) {
      // A sweep will find that this process is silent.
      return;
    }
  }
}
