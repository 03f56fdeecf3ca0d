package org.almagest.api.query;

import java.util.function.Supplier;
import org.almagest.api.error.ServiceException;
import org.almagest.api.error.ServiceException.Code;
import org.almagest.api.identity.Principal;
import org.almagest.api.job.FairPlaces;
import org.almagest.api.job.JobRules;
import org.almagest.api.job.JobSettings;
import org.almagest.api.job.QueueLimits.LaneLimits;
import org.almagest.api.limit.PerClass;

/**
 * The places of queries that are planned for a person to read and never run. They have places of
 * their own: those who check many queries take none from those who run them.
 */
public final class PlanningPlaces {
  /** Those who wait hold threads of the web server. */
  private static final int WAITING_PER_PLACE = 4;

  private final FairPlaces places;
  private final int mostWaiting;
  private final JobSettings settings;

  PlanningPlaces(JobRules rules) {
    int all = rules.queue().plannedQueries();
    // One user leaves a place to the others, whatever that user's queries cost to plan.
    this.places = new FairPlaces(all, PerClass.same(new LaneLimits(Math.max(1, all - 1), 0)));
    this.mostWaiting = all * WAITING_PER_PLACE;
    this.settings = rules.jobs();
  }

  /**
   * Plans in one of the places.
   *
   * @throws ServiceException if none comes free in time
   */
  public <T> T plan(Principal caller, Supplier<T> planning) {
    take(caller);
    try {
      return planning.get();
    } finally {
      places.giveBack(caller);
    }
  }

  private void take(Principal caller) {
    try {
      if (places.waiting() >= mostWaiting || !places.take(caller, settings.syncQueueTimeout())) {
        throw new ServiceException(
            Code.BUSY,
            "No place to plan a query came free, since many are checked or explained: try again");
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new ServiceException(Code.BUSY, "The service stops", stopping);
    }
  }
}
