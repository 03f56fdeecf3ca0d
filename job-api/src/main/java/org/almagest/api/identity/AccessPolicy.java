package org.almagest.api.identity;

/** The one place that knows rights. */
@FunctionalInterface
public interface AccessPolicy {

  /** Whether that principal may do it. */
  boolean may(Principal principal, Action action, Resource resource);
}
