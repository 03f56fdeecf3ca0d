package org.almagest.ingest.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.almagest.ingest.error.IngestException;
import org.jspecify.annotations.Nullable;
import uk.ac.starlink.table.RowSequence;
import uk.ac.starlink.table.StarTable;

/** The rows of a FITS table. */
public final class StarRows implements RowSource {

  private final SourceFile file;
  private final StarTable table;
  private final RowSequence rows;
  private final RowProblems problems;
  private long row;

  public StarRows(SourceFile file) {
    this.file = file;
    this.problems = new RowProblems(file.path());
    StarFile.check(file.path(), problems);
    this.table = StarFile.open(file.path());
    try {
      this.rows = table.getRowSequence();
    } catch (IOException e) {
      throw BrokenFile.of(file.path(), file.format().toString(), e);
    }
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    try {
      if (!rows.next()) {
        return null;
      }
      row++;
      return rows.getRow();
    } catch (IOException | RuntimeException e) {
      throw new IngestException(
          IngestException.Code.BROKEN_FILE,
          file.path()
              + ": the "
              + file.format()
              + " table is cut short or damaged after row "
              + row
              + ": "
              + e.getMessage(),
          e);
    }
  }

  @Override
  public @Nullable String problem() {
    return problems.take(row);
  }

  @Override
  public long position() {
    return row;
  }

  @Override
  public void close() {
    try {
      rows.close();
      table.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
