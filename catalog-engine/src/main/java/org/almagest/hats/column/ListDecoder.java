package org.almagest.hats.column;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.almagest.hats.column.ListValues.State;
import org.apache.parquet.column.ColumnDescriptor;

/** Puts lists together from the levels and values of pages; a row may go on in the next page. */
final class ListDecoder {

  private final ColumnDescriptor column;
  private final int elementLevel;
  private final int structLevel;
  private final int from;
  private final int to;
  private final ColumnValues type;
  private final int[] starts;
  private final int[] lengths;
  private final State[] states;
  private final List<ColumnValues> pieces = new ArrayList<>();
  private int row = -1;
  private int elements;

  /**
   * Reads lists of some rows of a chunk.
   *
   * @param elementLevel the definition level from which on there is an element, perhaps null
   * @param structLevel the definition level from which on there is the struct around the list; 0
   *     where there is none
   * @param type values of the column's type
   */
  ListDecoder(
      ColumnDescriptor column, int elementLevel, int structLevel, RowSpan span, ColumnValues type) {
    this.column = column;
    this.elementLevel = elementLevel;
    this.structLevel = structLevel;
    this.from = span.from();
    this.to = span.to();
    this.type = type;
    this.starts = new int[span.rows()];
    this.lengths = new int[span.rows()];
    this.states = new State[span.rows()];
  }

  ListValues read(ChunkDecoder chunk) throws IOException {
    while (row < to && chunk.readLevels(this)) {
      // Each call takes a page.
    }
    if (row < to - 1) {
      throw new ColumnException("A column chunk ends before its rows do");
    }
    for (int at = 1; at < starts.length; at++) {
      starts[at] = starts[at - 1] + lengths[at - 1];
    }
    ColumnValues all = type.sized(elements);
    int at = 0;
    for (ColumnValues piece : pieces) {
      all.copy(piece, 0, piece.size(), at);
      at += piece.size();
    }
    return new ListValues(starts, lengths, states, all);
  }

  ColumnValues type() {
    return type;
  }

  /** What decodes the values of a page that are there. */
  interface Values {
    ColumnValues decode(int count);
  }

  /** Takes a page. */
  void page(PageBytes repetitions, PageBytes definitions, int entries, Values values) {
    int[] repeated = levels(repetitions, column.getMaxRepetitionLevel(), entries);
    int[] defined = levels(definitions, column.getMaxDefinitionLevel(), entries);
    int[] kept = new int[entries];
    int count = 0;
    int present = 0;
    for (int entry = 0; entry < entries; entry++) {
      if (repeated[entry] == 0) {
        row++;
        begin(defined[entry]);
      }
      boolean hasValue = defined[entry] == column.getMaxDefinitionLevel();
      if (defined[entry] >= elementLevel && row >= from && row < to) {
        kept[count++] = hasValue ? present : -1;
        lengths[row - from]++;
      }
      present += hasValue ? 1 : 0;
    }
    if (count > 0) {
      pieces.add(values.decode(present).take(kept, count));
      elements += count;
    }
  }

  private void begin(int defined) {
    if (row >= from && row < to) {
      states[row - from] =
          defined < structLevel
              ? State.NO_STRUCT
              : defined < elementLevel - 1 ? State.NULL : State.PRESENT;
    }
  }

  private static int[] levels(PageBytes page, int highest, int entries) {
    int[] levels = new int[entries];
    new RunDecoder(page, 32 - Integer.numberOfLeadingZeros(highest)).read(levels, entries);
    return levels;
  }
}
