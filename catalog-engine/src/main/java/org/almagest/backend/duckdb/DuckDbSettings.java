package org.almagest.backend.duckdb;

import java.nio.file.Path;
import java.util.List;

/**
 * How DuckDB may use this machine.
 *
 * @param memoryMiB memory that all queries together may use [MiB]; what is above goes to {@code
 *     temporary}
 * @param temporary the folder for what does not fit into memory
 * @param readable the folders whose files a query may read or write; no others
 */
public record DuckDbSettings(long memoryMiB, int threads, Path temporary, List<Path> readable) {

  /** Copies the list. */
  public DuckDbSettings {
    readable = List.copyOf(readable);
    if (memoryMiB < 64 || threads < 1) {
      throw new IllegalArgumentException(
          "DuckDB needs at least 64 MiB and one thread, not ["
              + memoryMiB
              + "] MiB and ["
              + threads
              + "]");
    }
  }
}
