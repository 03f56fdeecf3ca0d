package org.almagest.ingest.file;

import java.util.HashMap;
import java.util.Map;
import org.almagest.foreign.CellProblems;
import org.almagest.ingest.error.IngestException;
import org.jspecify.annotations.Nullable;

/** The rows of a file in which something was found before they are read: of bounded number. */
public final class RowProblems implements CellProblems {
  private static final int MOST = 100_000;

  private final String path;
  private final Map<Long, String> byRow = new HashMap<>();

  public RowProblems(String path) {
    this.path = path;
  }

  @Override
  public void found(long row, String problem) {
    byRow.putIfAbsent(row, problem);
    if (byRow.size() > MOST) {
      throw new IngestException(
          IngestException.Code.BAD_ROWS,
          "["
              + path
              + "] has more than "
              + MOST
              + " rows that cannot be read; the last: row "
              + row
              + ": "
              + problem);
    }
  }

  /** What is wrong with a row, which is asked for once; null if nothing is. */
  public @Nullable String take(long row) {
    return byRow.isEmpty() ? null : byRow.remove(row);
  }
}
