package org.almagest.api.job;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.almagest.api.identity.User;

/**
 * So many may go on at once; of those who wait, the next is the first of the user who has the
 * fewest places.
 */
final class FairPlaces {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition freed = lock.newCondition();
  private final Map<User, Integer> held = new HashMap<>();
  private final Set<Waiter> waiters = new LinkedHashSet<>();
  private final int perUser;
  private int free;

  /** Identity tells the waiters of one user apart. */
  private static final class Waiter {
    private final User user;

    Waiter(User user) {
      this.user = user;
    }
  }

  /**
   * @param perUser how many a user may have at once; 0 for all of them
   */
  FairPlaces(int places, int perUser) {
    this.free = places;
    this.perUser = perUser == 0 ? Integer.MAX_VALUE : perUser;
  }

  /** Waits for a place; false if none came in time. */
  boolean take(User user, Duration longest) throws InterruptedException {
    long left = longest.toNanos();
    lock.lockInterruptibly();
    Waiter waiter = new Waiter(user);
    try {
      waiters.add(waiter);
      while (!isNext(waiter)) {
        if (left <= 0) {
          return false;
        }
        left = freed.awaitNanos(left);
      }
      free--;
      held.merge(user, 1, Integer::sum);
      return true;
    } finally {
      waiters.remove(waiter);
      freed.signalAll();
      lock.unlock();
    }
  }

  private boolean isNext(Waiter waiter) {
    if (free == 0) {
      return false;
    }
    Waiter next = null;
    for (Waiter candidate : waiters) {
      int has = places(candidate);
      if (has < perUser && (next == null || has < places(next))) {
        next = candidate;
      }
    }
    return next == waiter;
  }

  private int places(Waiter waiter) {
    return held.getOrDefault(waiter.user, 0);
  }

  /** How many wait. */
  int waiting() {
    lock.lock();
    try {
      return waiters.size();
    } finally {
      lock.unlock();
    }
  }

  /** Gives a place back. */
  void giveBack(User user) {
    lock.lock();
    try {
      free++;
      held.computeIfPresent(user, (who, places) -> places == 1 ? null : places - 1);
      freed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
