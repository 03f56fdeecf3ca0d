package org.almagest.sky.match;

import java.util.Arrays;

/** The right positions found around one left position. */
final class Candidates {

  private static final int INSERTION_SORT_BELOW = 48;

  private int size;
  private int[] rows = new int[16];
  private double[] squaredChords = new double[16];

  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  int row(int i) {
    return rows[i];
  }

  double squaredChord(int i) {
    return squaredChords[i];
  }

  void add(int row, double squaredChord) {
    if (size == rows.length) {
      rows = Arrays.copyOf(rows, 2 * size);
      squaredChords = Arrays.copyOf(squaredChords, 2 * size);
    }
    rows[size] = row;
    squaredChords[size] = squaredChord;
    size++;
  }

  /** Keeps those that were copied to the front. */
  void truncate(int kept) {
    size = kept;
  }

  void move(int from, int to) {
    rows[to] = rows[from];
    squaredChords[to] = squaredChords[from];
  }

  /** Nearest first; of equally near ones the lower row. */
  void sort() {
    if (size < INSERTION_SORT_BELOW) {
      for (int i = 1; i < size; i++) {
        int row = rows[i];
        double chord = squaredChords[i];
        int j = i - 1;
        while (j >= 0 && after(j, row, chord)) {
          move(j, j + 1);
          j--;
        }
        rows[j + 1] = row;
        squaredChords[j + 1] = chord;
      }
      return;
    }
    Integer[] order = new Integer[size];
    Arrays.setAll(order, i -> i);
    Arrays.sort(
        order,
        (a, b) -> {
          int byChord = Double.compare(squaredChords[a], squaredChords[b]);
          return byChord != 0 ? byChord : Integer.compare(rows[a], rows[b]);
        });
    int[] sortedRows = new int[rows.length];
    double[] sortedChords = new double[rows.length];
    for (int i = 0; i < size; i++) {
      sortedRows[i] = rows[order[i]];
      sortedChords[i] = squaredChords[order[i]];
    }
    rows = sortedRows;
    squaredChords = sortedChords;
  }

  private boolean after(int i, int row, double chord) {
    return squaredChords[i] > chord || (squaredChords[i] == chord && rows[i] > row);
  }
}
