package org.almagest.ingest.file;

/** What to do with a row that cannot be read. */
public enum BadRows {
  /** Fail, naming the first of them. */
  FAIL,
  /** Leave them out, and report the first of them. */
  SKIP
}
