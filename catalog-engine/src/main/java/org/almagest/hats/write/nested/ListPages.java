package org.almagest.hats.write.nested;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.almagest.hats.write.block.ColumnBlock;
import org.almagest.hats.write.parquet.NestedColumn;

/** Cuts the rows of a nested column into pages, those of all fields at the same rows. */
final class ListPages {

  private static final int ENTRIES_OF_PAGE = 1 << 17;

  private final List<ListChunk> chunks;
  private final List<ColumnBlock> values = new ArrayList<>();
  private List<ColumnBlock> source = List.of();
  private int[] order = {};
  private int first;
  private int elements;
  private int[] lengths = new int[1024];
  private int rows;
  private int entries;

  ListPages(NestedColumn column, List<ListChunk> chunks) {
    this.chunks = List.copyOf(chunks);
    column.types().forEach(type -> values.add(ColumnBlock.of(type, 1)));
  }

  /** Takes elements from other columns from now on, in the given order of their rows. */
  void begin(List<ColumnBlock> columns, int[] rowsInOrder) throws IOException {
    flush();
    source = columns;
    order = rowsInOrder;
    first = 0;
  }

  /** Adds rows without elements. */
  void addEmpty(long count) throws IOException {
    for (long row = 0; row < count; row++) {
      add(0);
    }
  }

  /** Adds a row that has the next elements. */
  void add(int length) throws IOException {
    if (rows == lengths.length) {
      lengths = Arrays.copyOf(lengths, 2 * rows);
    }
    lengths[rows++] = length;
    elements += length;
    entries += Math.max(1, length);
    if (entries >= ENTRIES_OF_PAGE) {
      flush();
    }
  }

  /** Writes the rows that wait; columns that elements come from are no longer needed. */
  void flush() throws IOException {
    if (rows == 0) {
      return;
    }
    for (int field = 0; field < values.size(); field++) {
      ColumnBlock block = values.get(field);
      if (elements == 0) {
        block.clear();
      } else {
        block.gather(source.get(field), order, first, elements);
      }
      chunks.get(field).addPage(lengths, rows, block);
    }
    first += elements;
    elements = 0;
    rows = 0;
    entries = 0;
  }
}
