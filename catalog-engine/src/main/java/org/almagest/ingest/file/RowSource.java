package org.almagest.ingest.file;

import org.almagest.ingest.error.IngestException;
import org.jspecify.annotations.Nullable;

/** The rows of one file, one after the other. */
public interface RowSource extends AutoCloseable {

  /**
   * The next row, or null after the last one. The array may be used again for the next row.
   *
   * @throws IngestException if the file is broken here
   */
  @Nullable Object @Nullable [] next();

  /** The line, or the number of the row from 1, of the row that was handed out last. */
  long position();

  /** Why the row that was handed out last cannot be taken; null if it can. */
  default @Nullable String problem() {
    return null;
  }

  @Override
  void close();
}
