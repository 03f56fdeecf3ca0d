package org.almagest.api.identity;

import java.util.Set;
import org.almagest.api.limit.LimitSettings;

/**
 * Who asks, with all that rights and limits are judged by. A job keeps the one that made it, so
 * that a worker elsewhere judges alike.
 *
 * @param groups as a believed proxy told them
 * @param userClass the name of a class of {@link LimitSettings}
 */
public record Principal(User user, Set<String> groups, String userClass) {

  /** Copies the groups. */
  public Principal {
    groups = Set.copyOf(groups);
  }

  /** A user of the default class and no group. */
  public static Principal ofDefaultClass(User user) {
    return new Principal(user, Set.of(), LimitSettings.DEFAULT);
  }

  /** The user's name. */
  public String name() {
    return user.name();
  }
}
