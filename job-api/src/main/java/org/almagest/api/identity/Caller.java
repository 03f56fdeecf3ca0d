package org.almagest.api.identity;

import org.almagest.api.limit.LimitSettings;

/**
 * A user behind a request, and the limits that the user has.
 *
 * @param userClass the name of a class of {@link LimitSettings}
 */
public record Caller(User user, String userClass) {

  /** A user of the default class. */
  public static Caller ofDefaultClass(User user) {
    return new Caller(user, LimitSettings.DEFAULT);
  }
}
