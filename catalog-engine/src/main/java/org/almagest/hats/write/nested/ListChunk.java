package org.almagest.hats.write.nested;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.almagest.catalog.CatalogColumn;
import org.almagest.hats.write.PartitionStatistics;
import org.almagest.hats.write.block.ColumnBlock;
import org.almagest.hats.write.block.PageBuffer;
import org.almagest.hats.write.parquet.ColumnChunkEncoder;
import org.almagest.hats.write.parquet.CountingOutput;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.format.Util;
import org.jspecify.annotations.Nullable;
import org.xerial.snappy.Snappy;

/**
 * The chunk of one field of a nested column. Its pages wait in a file of their own until the row
 * group is complete, since the fields of a group are made side by side and written one by one.
 */
final class ListChunk implements AutoCloseable {

  /** Levels of a value: the struct, its list and the list's element are there (Dremel). */
  private static final int VALUE = 4;

  private static final int NULL_ELEMENT = 3;
  private static final int NO_STRUCT = 0;

  private final CatalogColumn field;
  private final List<String> path;
  private final Path spool;
  private final PageBuffer page = new PageBuffer();
  private final PageBuffer packed = new PageBuffer();
  private @Nullable CountingOutput pages;
  private @Nullable CompressionCodec codec;
  private ColumnBlock bounds;
  private boolean unbounded;
  private long entries;
  private long nulls;
  private long uncompressed;

  /**
   * Writes nothing yet.
   *
   * @param path where the field is in the file
   * @param spool a file for pages, which is removed in the end
   */
  ListChunk(CatalogColumn field, List<String> path, Path spool) {
    this.field = field;
    this.path = List.copyOf(path);
    this.spool = spool;
    this.bounds = ColumnBlock.of(field.type(), 2);
  }

  /**
   * Adds rows as a page.
   *
   * @param lengths how long the list of each row is; 0 for a row without one
   * @param values the elements of all lists
   */
  void addPage(int[] lengths, int rows, ColumnBlock values) throws IOException {
    int count = values.rows();
    for (int row = 0; row < rows; row++) {
      count += lengths[row] == 0 ? 1 : 0;
    }
    page.clear();
    addLevels(repetitions(lengths, rows, count), count, 1);
    addLevels(definitions(lengths, rows, count, values), count, 3);
    values.plain(page);
    addBounds(values);
    entries += count;
    if (codec == null) {
      codec =
          compress() < page.length() * 0.95
              ? CompressionCodec.SNAPPY
              : CompressionCodec.UNCOMPRESSED;
    }
    boolean snappy = codec == CompressionCodec.SNAPPY;
    int length = snappy ? compress() : page.length();
    PageHeader header = new PageHeader(PageType.DATA_PAGE, page.length(), length);
    header.setData_page_header(
        new DataPageHeader(count, Encoding.PLAIN, Encoding.RLE, Encoding.RLE));
    CountingOutput out = output();
    long start = out.position();
    Util.writePageHeader(header, out);
    uncompressed += out.position() - start + page.length();
    out.write((snappy ? packed : page).array(), 0, length);
  }

  private CountingOutput output() throws IOException {
    CountingOutput out = pages;
    if (out == null) {
      Files.createDirectories(spool.toAbsolutePath().getParent());
      out = new CountingOutput(new BufferedOutputStream(Files.newOutputStream(spool), 1 << 16));
      pages = out;
    }
    return out;
  }

  private static int[] repetitions(int[] lengths, int rows, int count) {
    int[] levels = new int[count];
    Arrays.fill(levels, 1);
    int at = 0;
    for (int row = 0; row < rows; row++) {
      levels[at] = 0;
      at += Math.max(1, lengths[row]);
    }
    return levels;
  }

  private int[] definitions(int[] lengths, int rows, int count, ColumnBlock values) {
    int[] levels = new int[count];
    int at = 0;
    int value = 0;
    for (int row = 0; row < rows; row++) {
      if (lengths[row] == 0) {
        levels[at++] = NO_STRUCT;
        nulls++;
      }
      for (int last = value + lengths[row]; value < last; value++) {
        boolean isNull = values.isNull(value);
        levels[at++] = isNull ? NULL_ELEMENT : VALUE;
        nulls += isNull ? 1 : 0;
      }
    }
    return levels;
  }

  /** Levels in the hybrid of runs and packed bits, with their length in front. */
  private void addLevels(int[] levels, int count, int bits) {
    packed.clear();
    boolean same = true;
    for (int index = 1; index < count && same; index++) {
      same = levels[index] == levels[0];
    }
    if (same) {
      packed.addVarint(count << 1);
      packed.add(1).put((byte) levels[0]);
    } else {
      packed.addPacked(levels, count, bits);
    }
    page.add(Integer.BYTES).putInt(packed.length());
    page.add(packed.array(), 0, packed.length());
  }

  private void addBounds(ColumnBlock values) {
    Statistics statistics = new Statistics();
    values.bounds(statistics);
    byte[] least = statistics.getMin_value();
    byte[] greatest = statistics.getMax_value();
    if (least != null && greatest != null) {
      bounds.add(PartitionStatistics.value(field.type(), least));
      bounds.add(PartitionStatistics.value(field.type(), greatest));
    } else {
      for (int row = 0; row < values.rows() && !unbounded; row++) {
        unbounded = !values.isNull(row);
      }
    }
  }

  private int compress() throws IOException {
    packed.clear();
    packed.add(Snappy.maxCompressedLength(page.length()));
    return Snappy.compress(page.array(), 0, page.length(), packed.array(), 0);
  }

  /** Writes the chunk, and begins the next one. */
  ColumnChunk finish(CountingOutput out) throws IOException {
    long start = out.position();
    CountingOutput waiting = pages;
    if (waiting == null || codec == null) {
      throw new IllegalStateException("A row group has no rows");
    }
    waiting.close();
    Files.copy(spool, out);
    Statistics statistics = new Statistics();
    statistics.setNull_count(nulls);
    if (!unbounded) {
      bounds.bounds(statistics);
    }
    ColumnMetaData metadata = new ColumnMetaData();
    metadata.setType(ColumnChunkEncoder.physical(field.type()));
    metadata.setEncodings(List.of(Encoding.RLE, Encoding.PLAIN));
    metadata.setPath_in_schema(path);
    metadata.setCodec(codec);
    metadata.setNum_values(entries);
    metadata.setTotal_uncompressed_size(uncompressed);
    metadata.setTotal_compressed_size(out.position() - start);
    metadata.setData_page_offset(start);
    metadata.setStatistics(statistics);
    pages = null;
    codec = null;
    bounds = ColumnBlock.of(field.type(), 2);
    unbounded = false;
    entries = 0;
    nulls = 0;
    uncompressed = 0;
    return new ColumnChunk(start).setMeta_data(metadata);
  }

  @Override
  public void close() throws IOException {
    CountingOutput waiting = pages;
    if (waiting != null) {
      waiting.close();
    }
    Files.deleteIfExists(spool);
  }
}
