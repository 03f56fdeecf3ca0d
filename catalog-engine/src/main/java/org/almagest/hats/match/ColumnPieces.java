package org.almagest.hats.match;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.almagest.hats.column.ColumnFile;
import org.almagest.hats.column.ColumnMemory;
import org.almagest.hats.column.ColumnValues;
import org.almagest.hats.column.FileSpans;
import org.almagest.hats.column.RowSpan;

/**
 * Columns that do not fit into memory as a whole. Their rows are cut into pieces, and those pieces
 * that a block of rows needs are decoded. They are kept for the next block, which needs much the
 * same ones where rows are in the order of the sky, as long as all columns of them fit.
 */
final class ColumnPieces {

  private static final int LEAST_ROWS = 256;
  private static final int MOST_ROWS = 1 << 16;

  /** So many pieces fit: a block may need two of its own catalog, and some of a margin. */
  private static final int FITTING = 4;

  private final List<FileSpans> pieces = new ArrayList<>();
  private final int[] starts;
  private final long budget;
  private final double bytesOfRow;
  private final Map<Integer, Map<String, ColumnValues>> decoded = new HashMap<>();
  private int[] rows = new int[0];
  private int[] places = new int[0];
  private List<Integer> needed = List.of();
  private boolean fit;

  /**
   * @param spans all rows
   * @param bytesOfRow about how many bytes the columns take for a row
   * @param budget how many bytes may be kept
   */
  ColumnPieces(List<FileSpans> spans, double bytesOfRow, long budget) {
    this.budget = budget;
    this.bytesOfRow = bytesOfRow;
    int most = ColumnMemory.rows(budget / FITTING, bytesOfRow, LEAST_ROWS, MOST_ROWS);
    List<Integer> begins = new ArrayList<>();
    int row = 0;
    for (FileSpans file : spans) {
      for (RowSpan span : file.spans()) {
        for (int from = span.from(); from < span.to(); from += most) {
          int to = Math.min(span.to(), from + most);
          pieces.add(new FileSpans(file.file(), List.of(new RowSpan(span.rowGroup(), from, to))));
          begins.add(row);
          row += to - from;
        }
      }
    }
    begins.add(row);
    starts = begins.stream().mapToInt(Integer::intValue).toArray();
  }

  /**
   * The values of a column for some rows.
   *
   * @param wanted numbers of rows; -1 for a null. The same array for all columns of a block
   */
  ColumnValues take(String path, int[] wanted, int count) throws IOException {
    if (wanted != rows) {
      choose(wanted, count);
    }
    return values(path).take(places, count);
  }

  private ColumnValues values(String path) throws IOException {
    if (needed.isEmpty()) {
      return ColumnFile.readAll(path, List.of(new FileSpans(pieces.get(0).file(), List.of())));
    }
    if (!fit) {
      return ColumnFile.readAll(path, needed.stream().map(pieces::get).toList());
    }
    List<ColumnValues> parts = new ArrayList<>();
    for (int piece : needed) {
      Map<String, ColumnValues> columns = decoded.computeIfAbsent(piece, any -> new HashMap<>());
      ColumnValues values = columns.get(path);
      if (values == null) {
        values = ColumnFile.readAll(path, List.of(pieces.get(piece)));
        columns.put(path, values);
      }
      parts.add(values);
    }
    return ColumnValues.joined(parts);
  }

  /** Finds the pieces that a block needs, and forgets others where there is no room for them. */
  private void choose(int[] wanted, int count) {
    boolean[] marks = new boolean[pieces.size()];
    int[] pieceOf = new int[count];
    int last = 0;
    for (int i = 0; i < count; i++) {
      if (wanted[i] >= 0) {
        last = piece(wanted[i], last);
        marks[last] = true;
        pieceOf[i] = last;
      }
    }
    List<Integer> found = new ArrayList<>();
    int[] shifts = new int[pieces.size()];
    int size = 0;
    for (int piece = 0; piece < marks.length; piece++) {
      if (marks[piece]) {
        shifts[piece] = size - starts[piece];
        size += size(piece);
        found.add(piece);
      }
    }
    places = new int[count];
    for (int i = 0; i < count; i++) {
      places[i] = wanted[i] < 0 ? -1 : wanted[i] + shifts[pieceOf[i]];
    }
    rows = wanted;
    needed = found;
    long kept = 0;
    for (int piece : decoded.keySet()) {
      kept += marks[piece] ? 0 : size(piece);
    }
    if ((kept + size) * bytesOfRow() > budget) {
      decoded.keySet().retainAll(found);
    }
    fit = size * bytesOfRow() <= budget;
    if (!fit) {
      decoded.clear();
    }
  }

  /** As estimated, or as it turns out. */
  private double bytesOfRow() {
    double most = bytesOfRow;
    for (Map.Entry<Integer, Map<String, ColumnValues>> piece : decoded.entrySet()) {
      double bytes = piece.getValue().values().stream().mapToLong(ColumnValues::memory).sum();
      most = Math.max(most, bytes / Math.max(1, size(piece.getKey())));
    }
    return most;
  }

  private int size(int piece) {
    return starts[piece + 1] - starts[piece];
  }

  /** The piece of a row, which is mostly the one of the row before. */
  private int piece(int row, int guess) {
    if (row >= starts[guess] && row < starts[guess + 1]) {
      return guess;
    }
    int found = Arrays.binarySearch(starts, row);
    return found >= 0 ? found : -found - 2;
  }
}
