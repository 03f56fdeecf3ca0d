package org.almagest.foreign;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Follows the rows of TABLEDATA, cell by cell, ahead of their reader. */
final class TabledataReader {
  private final CellProblems problems;
  private final List<DeclaredField> fields = new ArrayList<>();
  private final StringBuilder cell = new StringBuilder();
  private boolean inField;
  private boolean inCell;
  private int cells;
  private long count;

  TabledataReader(CellProblems problems) {
    this.problems = problems;
  }

  void startTable() {
    fields.clear();
    inField = false;
    count = 0;
  }

  void addField(DeclaredField field) {
    fields.add(field);
    inField = true;
  }

  void endField() {
    inField = false;
  }

  /** What VALUES says of nulls. */
  void nullText(@Nullable String text) {
    if (inField && text != null && !text.isBlank()) {
      int last = fields.size() - 1;
      fields.set(last, fields.get(last).withNull(text.strip()));
    }
  }

  void startRow() {
    cells = 0;
  }

  void startCell() {
    cell.setLength(0);
    inCell = true;
  }

  /** Keeps a text if it is one of a cell. */
  boolean takes(char[] characters, int start, int length) {
    if (inCell) {
      cell.append(characters, start, length);
    }
    return inCell;
  }

  /** The text of the cell that ends, as the reader of tables understands it. */
  String endCell() {
    inCell = false;
    cells++;
    String text = cell.toString();
    if (cells > fields.size()) {
      return text;
    }
    DeclaredField field = fields.get(cells - 1);
    String problem = field.problem(text);
    if (problem == null) {
      return field.readable(text);
    }
    problems.found(count + 1, problem);
    return "";
  }

  void endRow() {
    count++;
    if (cells != fields.size()) {
      problems.found(
          count, "it has " + cells + " cells (TD), " + fields.size() + " columns are declared");
    }
  }

  /** How many rows have ended. */
  long count() {
    return count;
  }
}
