package org.almagest.hats.write.parquet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.ColumnType;
import org.almagest.hats.write.block.ColumnBlock;
import org.almagest.hats.write.block.PageBuffer;
import org.almagest.hats.write.block.TextBlock;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;
import org.jspecify.annotations.Nullable;
import org.xerial.snappy.Snappy;

/**
 * Encodes the chunks of one optional column of a file: a page of version 1, with a dictionary where
 * values repeat, else PLAIN; Snappy where it saves something. What did not pay in one row group is
 * not tried again in the next ones.
 */
public final class ColumnChunkEncoder {

  private static final int NOT_COMPRESSED = -1;

  private final CatalogColumn column;
  private final PageBuffer page;
  private final ValueDictionary dictionary;
  private final PageBuffer packed;
  private boolean triesDictionary;
  private boolean compresses = true;

  /** Takes buffers that the columns of a file share. */
  ColumnChunkEncoder(
      CatalogColumn column, PageBuffer page, PageBuffer packed, ValueDictionary dictionary) {
    this.column = column;
    this.page = page;
    this.packed = packed;
    this.dictionary = dictionary;
    this.triesDictionary = column.type() != ColumnType.BOOLEAN;
  }

  /** Writes all rows of a block as a chunk. */
  ColumnChunk write(ColumnBlock block, CountingOutput out) throws IOException {
    long start = out.position();
    List<Encoding> encodings = new ArrayList<>(List.of(Encoding.RLE));
    Statistics statistics = new Statistics();
    int nulls = nulls(block);
    statistics.setNull_count(nulls);
    block.bounds(statistics);
    int @Nullable [] codes = triesDictionary ? codes(block) : null;
    ColumnMetaData metadata = new ColumnMetaData();
    long uncompressed = 0;
    boolean snappy = compresses;
    int compressed;
    if (codes != null) {
      page.clear();
      dictionaryValues(block);
      metadata.setDictionary_page_offset(start);
      uncompressed += writePage(out, dictionaryHeader(), snappy ? compress() : NOT_COMPRESSED);
      encodings.add(Encoding.PLAIN);
      encodings.add(Encoding.RLE_DICTIONARY);
    } else {
      encodings.add(Encoding.PLAIN);
    }
    page.clear();
    levels(block, nulls);
    if (codes != null) {
      page.add(1).put((byte) dictionary.bits());
      page.addPacked(codes, block.rows() - nulls, dictionary.bits());
      compressed = snappy ? compress() : NOT_COMPRESSED;
    } else {
      block.plain(page);
      compressed = snappy ? compress() : NOT_COMPRESSED;
      // Snappy must make the page smaller by more than a twentieth.
      snappy = snappy && compressed < page.length() * 0.95;
      compresses = snappy;
    }
    metadata.setData_page_offset(out.position());
    PageHeader header = new PageHeader(PageType.DATA_PAGE, 0, 0);
    header.setData_page_header(
        new DataPageHeader(
            block.rows(),
            codes != null ? Encoding.RLE_DICTIONARY : Encoding.PLAIN,
            Encoding.RLE,
            Encoding.RLE));
    uncompressed += writePage(out, header, snappy ? compressed : NOT_COMPRESSED);
    metadata.setType(physical(column.type()));
    metadata.setEncodings(encodings);
    metadata.setPath_in_schema(List.of(column.name()));
    metadata.setCodec(snappy ? CompressionCodec.SNAPPY : CompressionCodec.UNCOMPRESSED);
    metadata.setNum_values(block.rows());
    metadata.setTotal_uncompressed_size(uncompressed);
    metadata.setTotal_compressed_size(out.position() - start);
    metadata.setStatistics(statistics);
    ColumnChunk chunk = new ColumnChunk(start);
    chunk.setMeta_data(metadata);
    return chunk;
  }

  private static int nulls(ColumnBlock block) {
    int count = 0;
    if (block.nulls() != null) {
      for (int row = 0; row < block.rows(); row++) {
        count += block.isNull(row) ? 1 : 0;
      }
    }
    return count;
  }

  private int @Nullable [] codes(ColumnBlock block) {
    int[] codes = new int[block.rows()];
    boolean encoded;
    long plainBytes;
    if (block instanceof TextBlock text) {
      encoded = dictionary.encode(text, codes);
      plainBytes = text.bytes();
    } else {
      long[] bits = new long[block.rows()];
      int count = block.bits(bits);
      encoded = dictionary.encode(bits, count, codes);
      plainBytes = block.bytes();
    }
    long entryBytes = plainBytes * dictionary.size() / Math.max(1, block.rows());
    long codeBytes = (long) block.rows() * dictionary.bits() / 8;
    triesDictionary = encoded && entryBytes + codeBytes < plainBytes * 3 / 4;
    return triesDictionary ? codes : null;
  }

  private void dictionaryValues(ColumnBlock block) {
    ColumnBlock entries = ColumnBlock.of(column.type(), dictionary.size());
    int[] rows = dictionary.entries();
    if (!(block instanceof TextBlock) && block.nulls() != null) {
      rows = rowsOfPresent(block, rows);
    }
    entries.gather(block, rows, 0, dictionary.size());
    entries.plain(page);
  }

  /** Entries of numbers are counted among the values that are not null. */
  private int[] rowsOfPresent(ColumnBlock block, int[] indexes) {
    int[] rows = new int[dictionary.size()];
    int present = 0;
    int entry = 0;
    for (int row = 0; row < block.rows() && entry < rows.length; row++) {
      if (!block.isNull(row)) {
        if (indexes[entry] == present) {
          rows[entry++] = row;
        }
        present++;
      }
    }
    return rows;
  }

  private PageHeader dictionaryHeader() {
    PageHeader header = new PageHeader(PageType.DICTIONARY_PAGE, 0, 0);
    header.setDictionary_page_header(new DictionaryPageHeader(dictionary.size(), Encoding.PLAIN));
    return header;
  }

  /** Definition levels: 1 where there is a value. */
  private void levels(ColumnBlock block, int nulls) {
    int rows = block.rows();
    PageBuffer levels = packed;
    levels.clear();
    if (nulls == 0 || nulls == rows) {
      levels.addVarint(rows << 1);
      levels.add(1).put((byte) (nulls == 0 ? 1 : 0));
    } else {
      int[] defined = new int[rows];
      for (int row = 0; row < rows; row++) {
        defined[row] = block.isNull(row) ? 0 : 1;
      }
      levels.addPacked(defined, rows, 1);
    }
    page.add(Integer.BYTES).putInt(levels.length());
    page.add(levels.array(), 0, levels.length());
  }

  private int compress() throws IOException {
    packed.clear();
    packed.add(Snappy.maxCompressedLength(page.length()));
    return Snappy.compress(page.array(), 0, page.length(), packed.array(), 0);
  }

  /**
   * Writes the page that was made; returns its size before compression, with the header.
   *
   * @param compressed how many bytes the compressed page has, or {@link #NOT_COMPRESSED}
   */
  private long writePage(CountingOutput out, PageHeader header, int compressed) throws IOException {
    boolean snappy = compressed != NOT_COMPRESSED;
    int length = snappy ? compressed : page.length();
    header.setUncompressed_page_size(page.length());
    header.setCompressed_page_size(length);
    long start = out.position();
    Util.writePageHeader(header, out);
    long headerBytes = out.position() - start;
    out.write((snappy ? packed : page).array(), 0, length);
    return headerBytes + page.length();
  }

  public static Type physical(ColumnType type) {
    return switch (type) {
      case BOOLEAN -> Type.BOOLEAN;
      case UNSIGNED_BYTE, SHORT, INTEGER -> Type.INT32;
      case LONG, TIMESTAMP -> Type.INT64;
      case FLOAT -> Type.FLOAT;
      case DOUBLE -> Type.DOUBLE;
      case STRING -> Type.BYTE_ARRAY;
    };
  }
}
