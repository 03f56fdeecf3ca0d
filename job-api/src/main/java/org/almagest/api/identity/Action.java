package org.almagest.api.identity;

/** What somebody does with a resource. */
public enum Action {
  /** Looks at it, queries it, takes its contents away. */
  READ,
  /** Makes it, or changes what is there. */
  WRITE,
  /** Removes it. */
  DELETE
}
