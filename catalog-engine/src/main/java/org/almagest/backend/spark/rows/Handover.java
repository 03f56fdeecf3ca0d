package org.almagest.backend.spark.rows;

/** When rows of a partition may be read. */
enum Handover {
  /** While the task still writes: where no other attempt may write them once more. */
  AT_ONCE,
  /** When an attempt at the task has written all of them. */
  WHEN_COMPLETE
}
