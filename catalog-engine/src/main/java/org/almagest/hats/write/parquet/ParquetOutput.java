package org.almagest.hats.write.parquet;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.ColumnType;
import org.almagest.hats.write.block.ColumnBlock;
import org.almagest.hats.write.block.PageBuffer;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SortingColumn;
import org.apache.parquet.format.Util;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * Writes one Parquet file, a row group at a time, from columns in memory.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/">The format</a>
 */
public final class ParquetOutput implements AutoCloseable {

  /** So few rows that a cone or an id reads little, so many that a scan reads in bulk. */
  static final int ROWS_OF_GROUP = 32_768;

  public static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final String CREATED_BY = "almagest version 0.1.0";

  private final @Nullable Path file;
  private final FileMetaData metadata;
  private final List<RowGroup> groups = new ArrayList<>();
  private final List<SortingColumn> sorting;
  private final List<ColumnChunkEncoder> encoders = new ArrayList<>();
  private final List<ColumnType> types = new ArrayList<>();
  private final CountingOutput out;
  private boolean finished;

  /**
   * Opens a new file; an old one is overwritten.
   *
   * @param sortedBy columns that the rows are sorted by, ascending, nulls last; may be empty
   */
  public ParquetOutput(Path file, List<CatalogColumn> columns, List<Integer> sortedBy)
      throws IOException {
    this(file, columns, ParquetSchema.of(columns), sortedBy);
  }

  /** The same with a schema of its own, of the same physical types. */
  public ParquetOutput(
      Path file, List<CatalogColumn> columns, MessageType schema, List<Integer> sortedBy)
      throws IOException {
    this(file, columns, metadata(schema, Map.of()), sortedBy, opened(file));
  }

  private ParquetOutput(
      @Nullable Path file,
      List<CatalogColumn> columns,
      FileMetaData metadata,
      List<Integer> sortedBy,
      OutputStream target)
      throws IOException {
    this.file = file;
    this.metadata = metadata;
    this.sorting =
        sortedBy.stream().map(column -> new SortingColumn(column, false, false)).toList();
    PageBuffer page = new PageBuffer();
    PageBuffer packed = new PageBuffer();
    ValueDictionary dictionary = new ValueDictionary();
    for (CatalogColumn column : columns) {
      encoders.add(new ColumnChunkEncoder(column, page, packed, dictionary));
      types.add(column.type());
    }
    this.out = new CountingOutput(new BufferedOutputStream(target, 1 << 16));
    out.write(MAGIC);
  }

  /** Writes into a stream, which is flushed at the end but not closed. */
  static ParquetOutput into(
      OutputStream target, List<CatalogColumn> columns, Map<String, String> keyValues)
      throws IOException {
    return new ParquetOutput(
        null, columns, metadata(ParquetSchema.of(columns), keyValues), List.of(), target);
  }

  private static OutputStream opened(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    return Files.newOutputStream(file);
  }

  /** What the footer of a file without rows says. */
  public static FileMetaData metadata(MessageType schema, Map<String, String> keyValues) {
    FileMetaData metadata =
        new ParquetMetadataConverter()
            .toParquetMetadata(
                1,
                new ParquetMetadata(
                    new org.apache.parquet.hadoop.metadata.FileMetaData(
                        schema, Map.of(), CREATED_BY),
                    List.of()));
    List<KeyValue> pairs = new ArrayList<>();
    keyValues.forEach((key, value) -> pairs.add(new KeyValue(key).setValue(value)));
    return pairs.isEmpty() ? metadata : metadata.setKey_value_metadata(pairs);
  }

  /** Writes all rows of blocks of equal length as a row group. */
  void writeGroup(List<ColumnBlock> blocks) throws IOException {
    writeGroup(blocks.get(0).rows(), blocks::get);
  }

  /** The columns of a row group, one by one. */
  private interface Columns {
    ColumnBlock get(int column);
  }

  private void writeGroup(int rows, Columns columns) throws IOException {
    List<ColumnChunk> chunks = new ArrayList<>();
    long start = out.position();
    long bytes = 0;
    for (int column = 0; column < encoders.size(); column++) {
      ColumnChunk chunk = encoders.get(column).write(columns.get(column), out);
      bytes += chunk.getMeta_data().getTotal_uncompressed_size();
      chunks.add(chunk);
    }
    RowGroup group = new RowGroup(chunks, bytes, rows);
    group.setFile_offset(start);
    group.setTotal_compressed_size(out.position() - start);
    group.setOrdinal((short) Math.min(groups.size(), Short.MAX_VALUE));
    if (!sorting.isEmpty()) {
      group.setSorting_columns(sorting);
    }
    groups.add(group);
  }

  /** Writes rows in a given order, in row groups of about equal size. */
  public void write(List<ColumnBlock> blocks, int[] order) throws IOException {
    Map<ColumnType, ColumnBlock> gathered = new EnumMap<>(ColumnType.class);
    int pieces = (order.length + ROWS_OF_GROUP - 1) / ROWS_OF_GROUP;
    for (int piece = 0; piece < pieces; piece++) {
      int first = (int) ((long) order.length * piece / pieces);
      int last = (int) ((long) order.length * (piece + 1) / pieces);
      writeGroup(
          last - first,
          column -> {
            // One for all columns of a type: a row group has them one after the other.
            ColumnBlock block =
                gathered.computeIfAbsent(types.get(column), type -> ColumnBlock.of(type, 1));
            block.gather(blocks.get(column), order, first, last - first);
            return block;
          });
    }
  }

  /** Finishes the file, and says what its footer says. */
  public FileMetaData finish() throws IOException {
    metadata.setRow_groups(groups);
    metadata.setNum_rows(groups.stream().mapToLong(RowGroup::getNum_rows).sum());
    writeFooter(metadata, out);
    if (file == null) {
      out.flush();
    } else {
      out.close();
    }
    finished = true;
    return metadata;
  }

  public static void writeFooter(FileMetaData metadata, CountingOutput out) throws IOException {
    long start = out.position();
    Util.writeFileMetaData(metadata, out);
    int length = Math.toIntExact(out.position() - start);
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      out.write((length >>> shift) & 0xff);
    }
    out.write(MAGIC);
  }

  /** Writes a file of nothing but a footer. */
  static void writeMetadata(Path file, FileMetaData metadata) throws IOException {
    try (CountingOutput out =
        new CountingOutput(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16))) {
      out.write(MAGIC);
      writeFooter(metadata, out);
    }
  }

  /** Removes the file unless it was finished. */
  @Override
  public void close() throws IOException {
    if (!finished && file != null) {
      finished = true;
      out.close();
      Files.deleteIfExists(file);
    }
  }
}
