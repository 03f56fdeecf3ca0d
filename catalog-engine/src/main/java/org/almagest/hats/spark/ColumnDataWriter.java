package org.almagest.hats.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.almagest.hats.column.ColumnFileWriter;
import org.almagest.hats.column.ColumnMemory;
import org.almagest.hats.column.ColumnValues;
import org.almagest.hats.spark.FolderWrite.Place;
import org.almagest.hats.spark.FolderWrite.Written;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopStreams;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.write.DataWriter;
import org.apache.spark.sql.connector.write.DataWriterFactory;
import org.apache.spark.sql.connector.write.WriterCommitMessage;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Turns the rows of a task back into columns, a page at a time. */
final class ColumnDataWriter implements DataWriter<InternalRow> {

  private static final int MOST_ROWS = 1 << 16;
  private static final int LEAST_ROWS = 256;

  private final FileSystem system;
  private final Path file;
  private final MessageType schema;
  private final CompressionCodecName codec;
  private final RowColumn[] columns;
  private @Nullable ColumnFileWriter writer;
  private @Nullable FSDataOutputStream stream;
  private final int partition;
  private final int pageRows;
  private final long pageBytes;
  private long textBytes;
  private int filled;

  /** Makes the writers of tasks. */
  record Factory(StructType schema, Place place, String id, String codec)
      implements DataWriterFactory {
    @Override
    public DataWriter<InternalRow> createWriter(int partition, long task) {
      try {
        return new ColumnDataWriter(this, partition, task);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private ColumnDataWriter(Factory factory, int partition, long task) throws IOException {
    this.partition = partition;
    StructType rows = factory.schema();
    List<Type> fields = new ArrayList<>();
    this.columns = new RowColumn[rows.length()];
    int bytesOfRow = 0;
    for (int i = 0; i < columns.length; i++) {
      fields.add(RowColumn.parquet(rows.apply(i)));
      bytesOfRow += RowColumn.bytes(rows.apply(i));
    }
    this.pageBytes = ColumnMemory.ofThread() / 4;
    this.pageRows = ColumnMemory.rows(pageBytes, bytesOfRow, LEAST_ROWS, MOST_ROWS);
    for (int i = 0; i < columns.length; i++) {
      columns[i] = RowColumn.of(rows.apply(i), i, pageRows);
    }
    this.schema = new MessageType("spark_schema", fields);
    this.codec =
        factory.codec().equals("NONE")
            ? CompressionCodecName.UNCOMPRESSED
            : CompressionCodecName.valueOf(factory.codec());
    this.system = factory.place().system();
    String name =
        String.format(Locale.ROOT, "part-%05d-%d-%s.parquet", partition, task, factory.id());
    this.file = new Path(factory.place().staging(factory.id()), name);
  }

  @Override
  public void write(InternalRow row) throws IOException {
    int at = filled;
    long texts = textBytes;
    for (RowColumn column : columns) {
      texts += column.put(row, at);
    }
    textBytes = texts;
    filled = at + 1;
    if (filled == pageRows || texts >= pageBytes) {
      flush();
    }
  }

  private ColumnFileWriter writer() throws IOException {
    ColumnFileWriter out = writer;
    if (out == null) {
      FSDataOutputStream opened = system.create(file, true);
      stream = opened;
      out = new ColumnFileWriter(output(opened), schema, codec);
      writer = out;
    }
    return out;
  }

  private void flush() throws IOException {
    if (filled == 0) {
      return;
    }
    ColumnFileWriter out = writer();
    List<ColumnValues> values = new ArrayList<>();
    for (RowColumn column : columns) {
      values.add(column.take(filled));
    }
    out.add(values, filled);
    filled = 0;
    textBytes = 0;
  }

  /** A task without rows leaves no file, but the first one, which tells the columns. */
  @Override
  public WriterCommitMessage commit() throws IOException {
    flush();
    if (writer == null && partition > 0) {
      return new Nothing();
    }
    writer().end(Map.of());
    return new Written(file.getName());
  }

  private record Nothing() implements WriterCommitMessage {}

  @Override
  public void abort() throws IOException {
    close();
    system.delete(file, false);
  }

  @Override
  public void close() throws IOException {
    if (writer != null) {
      writer.close();
    }
    if (stream != null) {
      stream.close();
      stream = null;
    }
  }

  private static OutputFile output(FSDataOutputStream stream) {
    return new OutputFile() {
      @Override
      public PositionOutputStream create(long blockSizeHint) {
        return HadoopStreams.wrap(stream);
      }

      @Override
      public PositionOutputStream createOrOverwrite(long blockSizeHint) {
        return create(blockSizeHint);
      }

      @Override
      public boolean supportsBlockSize() {
        return false;
      }

      @Override
      public long defaultBlockSize() {
        return 0;
      }
    };
  }
}
