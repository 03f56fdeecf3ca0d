package org.almagest.adql.lower;

import java.time.Duration;
import org.almagest.adql.error.AdqlErrorCode;
import org.almagest.adql.error.AdqlException;

/** How long a query may take to plan: far longer than any that the other limits let through. */
public final class PlanningTime {
  private static final Duration MOST = Duration.ofSeconds(30);

  private final long start = System.nanoTime();
  private final Duration most;

  PlanningTime(Duration most) {
    this.most = most;
  }

  /** The time of a query whose planning begins now. */
  public static PlanningTime begin() {
    return new PlanningTime(MOST);
  }

  /**
   * Asks, between two steps, whether there is time for the next.
   *
   * @throws AdqlException if there is none
   */
  public void check() {
    if (System.nanoTime() - start > most.toNanos()) {
      throw new AdqlException(
          AdqlErrorCode.TOO_COMPLEX,
          0,
          0,
          "The query was not planned within " + most.toSeconds() + " s",
          "store a part of it in a table of your own and query that");
    }
  }
}
