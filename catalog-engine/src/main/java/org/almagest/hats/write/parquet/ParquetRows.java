package org.almagest.hats.write.parquet;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.almagest.catalog.CatalogColumn;
import org.almagest.hats.write.block.ColumnBlock;
import org.jspecify.annotations.Nullable;

/** Writes rows as Parquet, one by one; as many are in memory as make a row group. */
public final class ParquetRows implements AutoCloseable {

  private static final long BYTES_OF_GROUP = 64L << 20;

  /** Room for so many at first: there may be a thousand columns and one row. */
  private static final int FIRST_ROWS = 1 << 10;

  private final ParquetOutput output;
  private final List<ColumnBlock> blocks;
  private long rows;

  ParquetRows(ParquetOutput output, List<CatalogColumn> columns) {
    this.output = output;
    this.blocks =
        columns.stream().map(column -> ColumnBlock.of(column.type(), FIRST_ROWS)).toList();
  }

  /**
   * Writes into a stream, which stays open; its end says what the columns mean (Parquet in the VO).
   *
   * @param table its name in that description
   * @param keyValues what else the end says
   */
  public static ParquetRows described(
      OutputStream target, String table, List<CatalogColumn> columns, Map<String, String> keyValues)
      throws IOException {
    Map<String, String> all = new java.util.TreeMap<>(keyValues);
    all.putAll(VoParquet.keyValues(table, columns));
    return new ParquetRows(ParquetOutput.into(target, columns, all), columns);
  }

  /** Writes into a stream, which stays open, without any description of the columns. */
  public static ParquetRows plain(OutputStream target, List<CatalogColumn> columns)
      throws IOException {
    return new ParquetRows(ParquetOutput.into(target, columns, Map.of()), columns);
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

  /** Writes what is left and the end; says how many rows there are. */
  public long finish() throws IOException {
    append();
    output.finish();
    return rows;
  }

  /** Removes a file that was not finished. */
  @Override
  public void close() throws IOException {
    output.close();
  }
}
