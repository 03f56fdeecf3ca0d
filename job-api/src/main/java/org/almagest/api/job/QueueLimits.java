package org.almagest.api.job;

import static org.almagest.api.limit.ClassSettings.or;

import org.almagest.api.limit.ClassSettings;
import org.almagest.api.limit.LimitSettings;
import org.almagest.api.limit.PerClass;
import org.jspecify.annotations.Nullable;

/** How many jobs of a class of users run at once. */
public record QueueLimits(LaneLimits shortJobs, LaneLimits longJobs, LaneLimits syncQueries) {

  /**
   * The limits in one place.
   *
   * @param perUser of one user; 0 for no limit
   * @param inAll of all users of the class; 0 for no limit
   */
  public record LaneLimits(int perUser, int inAll) {
    /** No limits: any number of jobs. */
    public static final LaneLimits NONE = new LaneLimits(0, 0);

    boolean leaveRoom(int ofUser, int ofClass) {
      return (perUser == 0 || ofUser < perUser) && (inAll == 0 || ofClass < inAll);
    }

    private LaneLimits within(@Nullable Integer user, int all) {
      return new LaneLimits(or(user, perUser), all);
    }
  }

  /** Of each class. */
  public static PerClass<QueueLimits> of(QueueSettings settings, LimitSettings limits) {
    QueueLimits forAll =
        new QueueLimits(
            new LaneLimits(settings.shortPerUser(), 0),
            new LaneLimits(settings.longPerUser(), 0),
            new LaneLimits(settings.syncPerUser(), 0));
    return PerClass.of(forAll, limits, QueueLimits::within);
  }

  private QueueLimits within(ClassSettings said) {
    return new QueueLimits(
        shortJobs.within(said.shortPerUser(), or(said.shortJobs(), 0)),
        longJobs.within(said.longPerUser(), or(said.longJobs(), 0)),
        syncQueries.within(said.syncPerUser(), or(said.syncQueries(), 0)));
  }

  LaneLimits of(Lane lane) {
    return switch (lane) {
      case SHORT -> shortJobs;
      case LONG -> longJobs;
    };
  }
}
