package org.almagest.hats.column;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;

/**
 * Where the pages of a column chunk are, so that some rows of it can be read without the others.
 *
 * @param dictionaryEnd where the dictionary ends, which begins with the chunk; 0 without one
 * @param pages in the order of their rows
 */
record ChunkPages(int dictionaryEnd, List<Page> pages) {

  /**
   * A page of values.
   *
   * @param row its first row in the row group
   * @param start where it begins in the chunk [byte]
   * @param end where it ends
   */
  record Page(int row, int rows, int start, int end) {}

  ChunkPages {
    pages = List.copyOf(pages);
  }

  /** Reads the heads of all pages. */
  static ChunkPages of(byte[] chunk, int length) throws IOException {
    ChunkCursor cursor = new ChunkCursor(chunk, length);
    List<Page> pages = new ArrayList<>();
    int dictionaryEnd = 0;
    int row = 0;
    while (cursor.available() > 0) {
      int start = cursor.position();
      PageHeader header = Util.readPageHeader(cursor);
      cursor.seek(cursor.position() + header.compressed_page_size);
      if (header.type == PageType.DICTIONARY_PAGE) {
        dictionaryEnd = cursor.position();
      } else if (header.type == PageType.DATA_PAGE || header.type == PageType.DATA_PAGE_V2) {
        int rows =
            header.type == PageType.DATA_PAGE
                ? header.data_page_header.num_values
                : header.data_page_header_v2.num_values;
        pages.add(new Page(row, rows, start, cursor.position()));
        row += rows;
      }
    }
    return new ChunkPages(dictionaryEnd, pages);
  }

  /** The pages with some rows, as one. */
  Page holding(int from, int to) {
    Page first = null;
    Page last = null;
    for (Page page : pages) {
      if (page.row() < to && page.row() + page.rows() > from) {
        first = first == null ? page : first;
        last = page;
      }
    }
    if (first == null || last == null) {
      throw new ColumnException("A column chunk has no pages of rows " + from + " to " + to);
    }
    return new Page(first.row(), last.row() + last.rows() - first.row(), first.start(), last.end());
  }
}
