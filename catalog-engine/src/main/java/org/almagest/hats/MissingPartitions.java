package org.almagest.hats;

/** What to do with a catalog that lacks files of partitions that it lists. */
public enum MissingPartitions {
  /** Refuse it, naming the first of them. */
  REFUSE,
  /** Take the rest. */
  SKIP
}
