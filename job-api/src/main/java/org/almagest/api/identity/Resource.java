package org.almagest.api.identity;

import org.jspecify.annotations.Nullable;

/**
 * What rights are asked for.
 *
 * @param name within its kind: the id of a job, the name of a table or a release
 * @param owner null if it is the service's own
 */
public record Resource(Kind kind, String name, @Nullable User owner) {

  /** The kinds of resources. */
  public enum Kind {
    /** A job with its parameters and results. */
    JOB,
    /** A table of a user. */
    TABLE,
    /** A release, and what describes it. */
    RELEASE
  }

  /** A job of that user. */
  public static Resource job(String id, User owner) {
    return new Resource(Kind.JOB, id, owner);
  }

  /** A table of that user. */
  public static Resource table(String name, User owner) {
    return new Resource(Kind.TABLE, name, owner);
  }

  /** A release of the service. */
  public static Resource release(String name) {
    return new Resource(Kind.RELEASE, name, null);
  }
}
