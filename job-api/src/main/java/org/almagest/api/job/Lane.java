package org.almagest.api.job;

/** Where a job waits, so that short ones are not stuck behind long ones. */
public enum Lane {
  /** What ends in about a second, and what nobody has looked at yet. */
  SHORT,
  /** What takes long. */
  LONG;
}
