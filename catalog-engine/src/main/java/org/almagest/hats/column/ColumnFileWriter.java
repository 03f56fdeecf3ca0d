package org.almagest.hats.column;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type.Repetition;

/**
 * Writes a Parquet file by columns: optional columns that are in no group, pages of version 1,
 * values in the encoding PLAIN. A batch of rows is a page of each column.
 */
public final class ColumnFileWriter implements AutoCloseable {

  private static final long ROW_GROUP_BYTES = 64L << 20;
  private static final int ROW_GROUP_ROWS = 1 << 20;

  private final ParquetFileWriter writer;
  private final List<ColumnDescriptor> columns;
  private final CompressionCodecName codec;
  private final PageEncoder encoder;
  private final List<List<EncodedPage>> pages = new ArrayList<>();
  private int groupRows;
  private long groupBytes;
  private long rows;
  private boolean ended;

  /**
   * Begins a file.
   *
   * @throws IllegalArgumentException if the schema or the codec is not of those that are written
   */
  public ColumnFileWriter(OutputFile file, MessageType schema, CompressionCodecName codec)
      throws IOException {
    this.codec = codec;
    this.encoder = new PageEncoder(codec);
    this.columns = schema.getColumns();
    for (ColumnDescriptor column : columns) {
      PrimitiveType type = column.getPrimitiveType();
      if (column.getPath().length > 1 || !type.isRepetition(Repetition.OPTIONAL)) {
        throw new IllegalArgumentException(
            "Column [" + String.join(".", column.getPath()) + "] is not a plain optional column");
      }
      pages.add(new ArrayList<>());
    }
    this.writer =
        new ParquetFileWriter(
            file, schema, ParquetFileWriter.Mode.CREATE, ROW_GROUP_BYTES, 0, 64, 64, false);
    writer.start();
  }

  /**
   * Adds rows; the values may be changed afterwards.
   *
   * @param values the first rows of each column are taken
   * @param count how many
   */
  public void add(List<? extends ColumnValues> values, int count) throws IOException {
    for (int i = 0; i < columns.size(); i++) {
      EncodedPage page = encoder.encode(values.get(i), count);
      pages.get(i).add(page);
      groupBytes += page.bytes().length;
    }
    groupRows += count;
    rows += count;
    if (groupBytes >= ROW_GROUP_BYTES || groupRows >= ROW_GROUP_ROWS) {
      flush();
    }
  }

  /** How many rows were added. */
  public long rows() {
    return rows;
  }

  private void flush() throws IOException {
    if (groupRows == 0) {
      return;
    }
    writer.startBlock(groupRows);
    for (int i = 0; i < columns.size(); i++) {
      ColumnDescriptor column = columns.get(i);
      writer.startColumn(column, groupRows, codec);
      for (EncodedPage page : pages.get(i)) {
        writer.writeDataPage(
            page.values(),
            page.expandedLength(),
            BytesInput.from(page.bytes()),
            page.bounds().statistics(column.getPrimitiveType(), page.nulls()),
            page.values(),
            Encoding.RLE,
            Encoding.RLE,
            Encoding.PLAIN);
      }
      writer.endColumn();
      pages.get(i).clear();
    }
    writer.endBlock();
    groupRows = 0;
    groupBytes = 0;
  }

  /** Writes what is left and the footer: without this, there is no file. */
  public void end(Map<String, String> keyValues) throws IOException {
    flush();
    ended = true;
    writer.end(keyValues);
  }

  /** Whether the file is complete. */
  public boolean ended() {
    return ended;
  }

  /** Frees the memory; the stream is closed by {@link #end} or by its owner. */
  @Override
  public void close() {
    pages.forEach(List::clear);
  }
}
