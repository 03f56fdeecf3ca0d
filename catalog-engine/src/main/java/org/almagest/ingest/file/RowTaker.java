package org.almagest.ingest.file;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Takes the rows of a file one after the other. */
public interface RowTaker {

  /**
   * A row.
   *
   * @param values one for each column of the file, as its format has them
   * @param position of the row in the file, for messages
   */
  void take(@Nullable Object[] values, long position) throws IOException;

  /** A row that cannot be read, and why. */
  void refuse(String problem, long position);

  /** Whether there are so many bad rows that reading on is of no use. */
  boolean isHopeless();
}
