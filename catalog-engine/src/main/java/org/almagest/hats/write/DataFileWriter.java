package org.almagest.hats.write;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.almagest.catalog.CatalogColumn;
import org.almagest.hats.HatsFile;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.jspecify.annotations.Nullable;

/**
 * Writes one Parquet file in row groups of a fixed number of rows, so that a cone or an id reads a
 * few of them.
 *
 * <p>Each row group is encoded in memory as a file of its own and then appended, because this
 * version of parquet-hadoop cuts row groups by bytes only. Data pages are version 1 with dictionary
 * or plain encoding and Snappy: what every reader of HATS decodes, and fast.
 */
public final class DataFileWriter implements AutoCloseable {

  private static final int ROWS_OF_GROUP = 32_768;
  private static final long BYTES_OF_GROUP = 128L << 20;

  private final Path file;
  private final List<CatalogColumn> columns;
  private final NioOutput.FileOutput output;
  private final ParquetFileWriter target;
  private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
  private @Nullable ParquetWriter<@Nullable Object[]> group;
  private int rowsOfGroup;
  private long rows;
  private boolean closed;

  /** Opens a new file; an old one is overwritten. */
  public DataFileWriter(Path file, List<CatalogColumn> columns) throws IOException {
    this.file = file;
    this.columns = List.copyOf(columns);
    this.output = new NioOutput.FileOutput(file);
    this.target =
        new ParquetFileWriter(
            output,
            ParquetRows.schema(columns),
            ParquetFileWriter.Mode.OVERWRITE,
            BYTES_OF_GROUP,
            0,
            ParquetProperties.DEFAULT_COLUMN_INDEX_TRUNCATE_LENGTH,
            ParquetProperties.DEFAULT_STATISTICS_TRUNCATE_LENGTH,
            false);
    target.start();
  }

  /**
   * Adds a row.
   *
   * @param row a value for each column: Boolean, Number, String or LocalDateTime, or null
   */
  public void write(@Nullable Object[] row) throws IOException {
    if (group == null) {
      group = new GroupBuilder(NioOutput.output(memory), columns).build();
    }
    group.write(row);
    rows++;
    if (++rowsOfGroup >= ROWS_OF_GROUP) {
      append();
    }
  }

  private void append() throws IOException {
    ParquetWriter<@Nullable Object[]> full = group;
    if (full == null) {
      return;
    }
    full.close();
    target.appendRowGroups(
        NioOutput.input(memory.toByteArray()), full.getFooter().getBlocks(), false);
    group = null;
    rowsOfGroup = 0;
  }

  /** Finishes the file. */
  public HatsFile finish() throws IOException {
    append();
    target.end(Map.of());
    closed = true;
    return new HatsFile(file, rows, Files.size(file));
  }

  /** Removes the file unless it was finished. */
  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      output.close();
      Files.deleteIfExists(file);
    }
  }

  private static final class GroupBuilder
      extends ParquetWriter.Builder<@Nullable Object[], GroupBuilder> {
    private final List<CatalogColumn> columns;

    GroupBuilder(OutputFile file, List<CatalogColumn> columns) {
      super(file);
      this.columns = columns;
      withCompressionCodec(CompressionCodecName.SNAPPY);
      withWriterVersion(WriterVersion.PARQUET_1_0);
      withRowGroupSize(BYTES_OF_GROUP);
      withPageRowCountLimit(ROWS_OF_GROUP);
    }

    @Override
    protected GroupBuilder self() {
      return this;
    }

    @Override
    protected WriteSupport<@Nullable Object[]> getWriteSupport(Configuration configuration) {
      return new ParquetRows(columns);
    }
  }
}
