package org.almagest.api.job;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.almagest.api.identity.Principal;
import org.almagest.api.identity.User;
import org.almagest.api.job.QueueLimits.LaneLimits;
import org.almagest.api.limit.PerClass;

/**
 * So many may go on at once; of those who wait, the next is the first of the user who has the
 * fewest places.
 */
public final class FairPlaces {
  private final ReentrantLock lock;
  private final Condition freed;
  private final Map<User, Integer> held;
  private final Map<String, Integer> heldByClass;
  private final Set<Waiter> waiters = new LinkedHashSet<>();
  private final PerClass<LaneLimits> limits;
  private int free;

  /** Identity tells the waiters of one user apart. */
  private static final class Waiter {
    private final Principal caller;

    Waiter(Principal caller) {
      this.caller = caller;
    }
  }

  /** So many, within these limits. */
  public FairPlaces(int places, PerClass<LaneLimits> limits) {
    this.free = places;
    this.limits = limits;
    this.lock = new ReentrantLock();
    this.freed = lock.newCondition();
    this.held = new HashMap<>();
    this.heldByClass = new HashMap<>();
  }

  private FairPlaces(int places, FairPlaces others) {
    this.free = places;
    this.limits = others.limits;
    this.lock = others.lock;
    this.freed = others.freed;
    this.held = others.held;
    this.heldByClass = others.heldByClass;
  }

  /** Places of their own; the limits of users and classes hold for those and these together. */
  public FairPlaces beside(int places) {
    return new FairPlaces(places, this);
  }

  /** Waits for a place; false if none came in time. */
  public boolean take(Principal caller, Duration longest) throws InterruptedException {
    long left = longest.toNanos();
    lock.lockInterruptibly();
    Waiter waiter = new Waiter(caller);
    try {
      waiters.add(waiter);
      while (!isNext(waiter)) {
        if (left <= 0) {
          return false;
        }
        left = freed.awaitNanos(left);
      }
      free--;
      held.merge(caller.user(), 1, Integer::sum);
      heldByClass.merge(caller.userClass(), 1, Integer::sum);
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
      if (mayHaveOneMore(candidate) && (next == null || places(candidate) < places(next))) {
        next = candidate;
      }
    }
    return next == waiter;
  }

  private boolean mayHaveOneMore(Waiter waiter) {
    String userClass = waiter.caller.userClass();
    return limits.of(userClass).leaveRoom(places(waiter), heldByClass.getOrDefault(userClass, 0));
  }

  private int places(Waiter waiter) {
    return held.getOrDefault(waiter.caller.user(), 0);
  }

  /** How many wait. */
  public int waiting() {
    lock.lock();
    try {
      return waiters.size();
    } finally {
      lock.unlock();
    }
  }

  /** Gives a place back. */
  public void giveBack(Principal caller) {
    lock.lock();
    try {
      free++;
      held.computeIfPresent(caller.user(), (who, places) -> places == 1 ? null : places - 1);
      heldByClass.computeIfPresent(
          caller.userClass(), (name, places) -> places == 1 ? null : places - 1);
      freed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
