package org.almagest.backend;

import java.nio.file.Path;

/** One query on one back end: started by exactly one of {@link #rows()} and {@link #write}. */
public interface Execution extends AutoCloseable {

  /**
   * Runs the query and hands out its rows as they come; at most {@code maxRows} of the request.
   *
   * @throws BackendException if the engine fails
   */
  RowStream rows();

  /**
   * Runs the query into Parquet files of a new folder.
   *
   * @param folder does not exist yet; on failure nothing of it is left
   * @return how much was written
   * @throws BackendException if the engine fails, or the disk is full
   */
  Written write(Path folder);

  /** How far it has come; may be called by any thread. */
  Progress progress();

  /**
   * Stops the engine's work within two seconds; may be called by any thread. An engine that is just
   * about to begin may miss it: call it again each second until the caller of {@link #rows()} or
   * {@link #write} has come back.
   */
  void cancel();

  /** Frees what the execution holds. */
  @Override
  void close();

  /**
   * What {@link #write} left on disk.
   *
   * @param rows how many rows
   * @param bytes how many bytes
   */
  record Written(long rows, long bytes) {}
}
