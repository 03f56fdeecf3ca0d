package org.almagest.hats.write.parquet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.almagest.catalog.CatalogColumn;
import org.almagest.hats.HatsFile;
import org.jspecify.annotations.Nullable;

/** Writes one Parquet file row by row, in row groups so small that a cone or an id reads few. */
public final class DataFileWriter implements AutoCloseable {

  private final Path file;
  private final ParquetRows rows;

  /** Opens a new file; an old one is overwritten. */
  public DataFileWriter(Path file, List<CatalogColumn> columns) throws IOException {
    this.file = file;
    this.rows = new ParquetRows(new ParquetOutput(file, columns, List.of()), columns);
  }

  /**
   * Adds a row.
   *
   * @param row a value for each column: Boolean, Number, String or LocalDateTime, or null
   */
  public void write(@Nullable Object[] row) throws IOException {
    rows.write(row);
  }

  /** Finishes the file. */
  public HatsFile finish() throws IOException {
    long written = rows.finish();
    return new HatsFile(file, written, Files.size(file));
  }

  /** Removes the file unless it was finished. */
  @Override
  public void close() throws IOException {
    rows.close();
  }
}
