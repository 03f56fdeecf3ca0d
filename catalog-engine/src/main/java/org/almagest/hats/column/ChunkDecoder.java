package org.almagest.hats.column;

import java.io.IOException;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.jspecify.annotations.Nullable;

/** Decodes the pages of one column chunk; a page without wanted rows is not expanded. */
final class ChunkDecoder {

  private final ColumnDescriptor column;
  private final CompressionCodecName codec;
  private final PageDecompressor decompressor;
  private final byte[] chunk;
  private final ChunkCursor cursor;
  private @Nullable ColumnValues dictionary;
  private int[] indexes = new int[0];

  /**
   * @param chunk the bytes of the chunk, from its first page on
   */
  ChunkDecoder(
      ColumnDescriptor column,
      CompressionCodecName codec,
      PageDecompressor decompressor,
      byte[] chunk,
      int length) {
    this.column = column;
    this.codec = codec;
    this.decompressor = decompressor;
    this.chunk = chunk;
    this.cursor = new ChunkCursor(chunk, length);
  }

  /**
   * Decodes the rows from {@code from} until {@code to} to the given row of the target.
   *
   * @param first the row that the first page begins with
   */
  void read(int first, int from, int to, ColumnValues target, int at) throws IOException {
    int row = first;
    while (row < to) {
      PageHeader header = Util.readPageHeader(cursor);
      int start = cursor.position();
      if (header.type == PageType.DICTIONARY_PAGE) {
        readDictionary(header, start, target);
      } else if (header.type == PageType.DATA_PAGE || header.type == PageType.DATA_PAGE_V2) {
        int rows =
            header.type == PageType.DATA_PAGE
                ? header.data_page_header.num_values
                : header.data_page_header_v2.num_values;
        int begin = Math.max(from, row);
        int end = Math.min(to, row + rows);
        if (begin == row && end == row + rows) {
          readPage(header, start, target, at + row - from, rows);
        } else if (begin < end) {
          ColumnValues whole = target.sized(rows);
          readPage(header, start, whole, 0, rows);
          target.copy(whole, begin - row, end - begin, at + begin - from);
        }
        row += rows;
      }
      cursor.seek(start + header.compressed_page_size);
    }
  }

  /**
   * Hands the next page to what puts lists together.
   *
   * @return false, and nothing handed, after the last page
   */
  boolean readLevels(ListDecoder lists) throws IOException {
    while (cursor.available() > 0) {
      PageHeader header = Util.readPageHeader(cursor);
      int start = cursor.position();
      cursor.seek(start + header.compressed_page_size);
      if (header.type == PageType.DICTIONARY_PAGE) {
        readDictionary(header, start, lists.type());
      } else if (header.type == PageType.DATA_PAGE) {
        DataPageHeader page = header.data_page_header;
        if (page.definition_level_encoding != Encoding.RLE
            || page.repetition_level_encoding != Encoding.RLE) {
          throw new ColumnException("Levels in an encoding other than RLE are not decoded");
        }
        PageBytes bytes =
            decompressor.expand(
                codec, chunk, start, header.compressed_page_size, header.uncompressed_page_size);
        PageBytes repetitions = bytes.slice(bytes.littleEndianInt());
        PageBytes definitions = bytes.slice(bytes.littleEndianInt());
        lists.page(
            repetitions,
            definitions,
            page.num_values,
            count -> decoded(page.encoding, bytes, lists.type(), count));
        return true;
      } else if (header.type == PageType.DATA_PAGE_V2) {
        DataPageHeaderV2 page = header.data_page_header_v2;
        int definitions = start + page.repetition_levels_byte_length;
        PageBytes bytes = valuesOf(header, start);
        lists.page(
            new PageBytes(chunk, start, definitions),
            new PageBytes(chunk, definitions, definitions + page.definition_levels_byte_length),
            page.num_values,
            count -> decoded(page.encoding, bytes, lists.type(), count));
        return true;
      }
    }
    return false;
  }

  private ColumnValues decoded(Encoding encoding, PageBytes bytes, ColumnValues type, int count) {
    ColumnValues values = type.sized(count);
    if (count > 0) {
      decode(encoding, bytes, values, 0, count);
    }
    return values;
  }

  private void readDictionary(PageHeader header, int start, ColumnValues target)
      throws IOException {
    int count = header.dictionary_page_header.num_values;
    ColumnValues values = target.sized(count);
    values.plain(
        decompressor.expand(
            codec, chunk, start, header.compressed_page_size, header.uncompressed_page_size),
        0,
        count);
    dictionary = values;
  }

  private void readPage(PageHeader header, int start, ColumnValues target, int at, int rows)
      throws IOException {
    if (header.type == PageType.DATA_PAGE) {
      DataPageHeader page = header.data_page_header;
      PageBytes bytes =
          decompressor.expand(
              codec, chunk, start, header.compressed_page_size, header.uncompressed_page_size);
      boolean @Nullable [] nulls = null;
      if (column.getMaxDefinitionLevel() > 0) {
        if (page.definition_level_encoding != Encoding.RLE) {
          throw new ColumnException(
              "Levels in the encoding " + page.definition_level_encoding + " are not decoded");
        }
        nulls = nulls(bytes.slice(bytes.littleEndianInt()), rows);
      }
      decode(page.encoding, bytes, target, at, rows, nulls);
      return;
    }
    DataPageHeaderV2 page = header.data_page_header_v2;
    int levels = page.repetition_levels_byte_length + page.definition_levels_byte_length;
    int definitions = start + page.repetition_levels_byte_length;
    boolean @Nullable [] nulls =
        column.getMaxDefinitionLevel() == 0
            ? null
            : nulls(new PageBytes(chunk, definitions, start + levels), rows);
    decode(page.encoding, valuesOf(header, start), target, at, rows, nulls);
  }

  /** The values of a page of version 2, whose levels are not compressed. */
  private PageBytes valuesOf(PageHeader header, int start) throws IOException {
    DataPageHeaderV2 page = header.data_page_header_v2;
    int levels = page.repetition_levels_byte_length + page.definition_levels_byte_length;
    return decompressor.expand(
        page.isSetIs_compressed() && !page.is_compressed
            ? CompressionCodecName.UNCOMPRESSED
            : codec,
        chunk,
        start + levels,
        header.compressed_page_size - levels,
        header.uncompressed_page_size - levels);
  }

  /** Which rows are null; null if none is. */
  private boolean @Nullable [] nulls(PageBytes levels, int rows) {
    int defined = column.getMaxDefinitionLevel();
    int width = 32 - Integer.numberOfLeadingZeros(defined);
    if (rows == 0 || RunDecoder.all(defined, rows, levels, width)) {
      return null;
    }
    int[] read = indexes(rows);
    new RunDecoder(levels, width).read(read, rows);
    boolean[] nulls = new boolean[rows];
    boolean any = false;
    for (int i = 0; i < rows; i++) {
      nulls[i] = read[i] < defined;
      any |= nulls[i];
    }
    return any ? nulls : null;
  }

  private void decode(
      Encoding encoding,
      PageBytes bytes,
      ColumnValues target,
      int at,
      int rows,
      boolean @Nullable [] nulls) {
    if (nulls == null) {
      decode(encoding, bytes, target, at, rows);
      return;
    }
    int[] places = new int[rows];
    int present = 0;
    for (int i = 0; i < rows; i++) {
      places[i] = nulls[i] ? -1 : present++;
      if (nulls[i]) {
        target.setNull(at + i);
      }
    }
    ColumnValues dense = target.sized(present);
    if (present > 0) {
      decode(encoding, bytes, dense, 0, present);
    }
    target.gather(dense, places, rows, at);
  }

  private void decode(Encoding encoding, PageBytes bytes, ColumnValues target, int at, int count) {
    switch (encoding) {
      case PLAIN -> target.plain(bytes, at, count);
      case PLAIN_DICTIONARY, RLE_DICTIONARY -> {
        if (dictionary == null) {
          throw new ColumnException("A page uses a dictionary that the column does not have");
        }
        int[] read = indexes(count);
        new RunDecoder(bytes, bytes.unsignedByte()).read(read, count);
        check(read, count, dictionary.size());
        target.gather(dictionary, read, count, at);
      }
      case BYTE_STREAM_SPLIT -> target.byteStreamSplit(bytes, at, count);
      case DELTA_BINARY_PACKED -> target.delta(bytes, at, count);
      case DELTA_LENGTH_BYTE_ARRAY -> target.deltaLength(bytes, at, count);
      case DELTA_BYTE_ARRAY -> target.deltaBytes(bytes, at, count);
      case RLE -> target.runs(bytes, at, count);
      case BIT_PACKED ->
          throw new ColumnException("Values in the encoding BIT_PACKED are not decoded");
    }
  }

  private static void check(int[] read, int count, int size) {
    int bits = 0;
    int highest = 0;
    for (int i = 0; i < count; i++) {
      bits |= read[i];
      highest = Math.max(highest, read[i]);
    }
    if (bits < 0 || highest >= size) {
      throw new ColumnException("A page names a value that its dictionary does not have");
    }
  }

  private int[] indexes(int count) {
    if (indexes.length < count) {
      indexes = new int[count];
    }
    return indexes;
  }
}
