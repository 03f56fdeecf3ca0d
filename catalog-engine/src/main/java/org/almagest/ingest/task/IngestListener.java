package org.almagest.ingest.task;

/**
 * Is told how far an ingest has come; called by another thread than the one that ingests. What it
 * throws fails the ingest.
 */
@FunctionalInterface
public interface IngestListener {

  /** A listener that ignores what it is told. */
  IngestListener NONE = (step, done, total) -> {};

  /** The steps of an ingest, in order. */
  enum Step {
    /** Finding out the types of the columns. */
    INSPECTING,
    /** Reading the files. */
    READING,
    /** Counting rows on the sky. */
    PARTITIONING,
    /** Writing the partitions. */
    WRITING,
    /** Making the table visible. */
    COMMITTING
  }

  /**
   * A step has begun or gone on.
   *
   * @param done tasks of the step that are done
   * @param total tasks of the step; 0 while it is not known
   */
  void progress(Step step, long done, long total);
}
