package org.almagest.hats.write;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.almagest.catalog.CatalogColumn;
import org.almagest.hats.HatsFile;
import org.jspecify.annotations.Nullable;

/** Writes one Parquet file row by row, in row groups so small that a cone or an id reads few. */
public final class DataFileWriter implements AutoCloseable {

  private static final long BYTES_OF_GROUP = 64L << 20;

  private final Path file;
  private final ParquetOutput output;
  private final List<ColumnBlock> blocks;
  private long rows;

  /** Opens a new file; an old one is overwritten. */
  public DataFileWriter(Path file, List<CatalogColumn> columns) throws IOException {
    this.file = file;
    this.output = new ParquetOutput(file, columns, List.of());
    this.blocks =
        columns.stream()
            .map(column -> ColumnBlock.of(column.type(), ParquetOutput.ROWS_OF_GROUP))
            .toList();
  }

  /**
   * Adds a row.
   *
   * @param row a value for each column: Boolean, Number, String or LocalDateTime, or null
   */
  public void write(@Nullable Object[] row) throws IOException {
    for (int column = 0; column < row.length; column++) {
      blocks.get(column).add(row[column]);
    }
    rows++;
    int gathered = blocks.get(0).rows();
    if (gathered >= ParquetOutput.ROWS_OF_GROUP
        || ((gathered & 63) == 0
            && blocks.stream().mapToLong(ColumnBlock::bytes).sum() >= BYTES_OF_GROUP)) {
      append();
    }
  }

  private void append() throws IOException {
    if (blocks.get(0).rows() > 0) {
      output.writeGroup(blocks);
      blocks.forEach(ColumnBlock::clear);
    }
  }

  /** Finishes the file. */
  public HatsFile finish() throws IOException {
    append();
    output.finish();
    return new HatsFile(file, rows, Files.size(file));
  }

  /** Removes the file unless it was finished. */
  @Override
  public void close() throws IOException {
    output.close();
  }
}
