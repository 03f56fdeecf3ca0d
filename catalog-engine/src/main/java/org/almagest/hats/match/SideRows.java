package org.almagest.hats.match;

import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.almagest.hats.column.ColumnFile;
import org.almagest.hats.column.ColumnValues;
import org.almagest.hats.column.FileSpans;
import org.almagest.hats.column.RowFilter;
import org.almagest.hats.column.RowSpan;
import org.almagest.sky.match.Positions;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one side that take part in a part of a match. A column is decoded when it is first
 * asked for, whole where all columns fit into memory, else in pieces; what is asked for rows is
 * gathered from it.
 */
final class SideRows implements AutoCloseable {

  /** Texts are seldom longer. */
  private static final int LONG_TEXT = 256;

  private static final int SAMPLE = 1024;

  private final List<ColumnFile> opened = new ArrayList<>();
  private final Map<String, ColumnValues> decoded = new HashMap<>();
  private List<FileSpans> spans = List.of();
  private int @Nullable [] kept;
  private Positions positions = new Positions(new double[0], new double[0], 0);

  private final long budget;
  private double bytesOfRow;
  private long keptBytes;
  private @Nullable ColumnPieces pieces;

  private SideRows(long budget) {
    this.budget = budget;
  }

  /**
   * Opens the files and decodes what decides which rows take part.
   *
   * @param output the columns that will be taken
   * @param budget about how many bytes of them may be kept
   */
  static SideRows open(List<PartFile> files, SideColumns columns, Set<String> output, long budget)
      throws IOException {
    SideRows rows = new SideRows(budget);
    try {
      rows.load(files, columns);
      rows.prepare(output);
      return rows;
    } catch (IOException | RuntimeException e) {
      rows.close();
      throw e;
    }
  }

  private void load(List<PartFile> files, SideColumns columns) throws IOException {
    List<FileSpans> wanted = new ArrayList<>();
    List<PartFile> read = new ArrayList<>();
    for (PartFile file : files) {
      ColumnFile column = ColumnFile.open(file.file().input());
      opened.add(column);
      FileSpans found = RowGroups.wanted(column, file, columns);
      if (found.rows() > 0) {
        wanted.add(found);
        read.add(file);
      }
    }
    spans = List.copyOf(wanted);
    if (spans.isEmpty()) {
      return;
    }
    double[] ra = NumberColumns.doubles(column(columns.ra()));
    double[] dec = NumberColumns.doubles(column(columns.dec()));
    boolean[] in = rowsTakingPart(read, columns, ra, dec);
    if (columns.motion() != null) {
      Propagation.apply(columns.motion(), this, ra, dec);
    }
    decoded.keySet().removeAll(List.of(columns.ra(), columns.dec()));
    keep(in, ra, dec);
  }

  /** Chooses whether columns are decoded whole. */
  private void prepare(Set<String> output) throws IOException {
    decoded.keySet().retainAll(output);
    int rows = spans.stream().mapToInt(FileSpans::rows).sum();
    if (rows == 0) {
      return;
    }
    boolean few = rows * (double) LONG_TEXT * output.size() < budget;
    for (String path : output) {
      bytesOfRow += few ? spans.get(0).file().bytesOfRow(path) : bytesOfRow(path);
    }
    if (rows * bytesOfRow > budget) {
      decoded.clear();
      pieces = new ColumnPieces(spans, bytesOfRow, budget);
    }
  }

  /** Of texts some rows are read: a dictionary hides how long they are. */
  private double bytesOfRow(String path) throws IOException {
    ColumnFile file = spans.get(0).file();
    boolean text =
        file.column(path)
            .filter(column -> column.getPrimitiveType().getPrimitiveTypeName() == BINARY)
            .isPresent();
    if (!text) {
      return file.bytesOfRow(path);
    }
    RowSpan first = spans.get(0).spans().get(0);
    int rows = Math.min(first.rows(), SAMPLE);
    RowSpan sample = new RowSpan(first.rowGroup(), first.from(), first.from() + rows);
    ColumnValues values = ColumnFile.readAll(path, List.of(new FileSpans(file, List.of(sample))));
    return Math.max(file.bytesOfRow(path), (double) values.memory() / Math.max(1, rows));
  }

  /** About how many bytes the columns of the result take for a row. */
  double bytesOfRow() {
    return bytesOfRow;
  }

  private boolean[] rowsTakingPart(
      List<PartFile> files, SideColumns columns, double[] ra, double[] dec) throws IOException {
    boolean[] in = new boolean[ra.length];
    Arrays.fill(in, true);
    int from = 0;
    for (int i = 0; i < spans.size(); i++) {
      int to = from + spans.get(i).rows();
      if (!files.get(i).ranges().isEmpty()) {
        PixelTest test = new PixelTest(files.get(i).ranges());
        if (columns.pixel() == null) {
          test.mark(ra, dec, in, from, to);
        } else {
          test.mark(column(columns.pixel()), columns.pixelOrder(), in, from, to);
        }
      }
      from = to;
    }
    for (RowFilter filter : columns.filters()) {
      filter.mark(column(filter.column()), in);
    }
    return in;
  }

  private void keep(boolean[] in, double[] ra, double[] dec) {
    int[] rows = new int[in.length];
    int count = 0;
    for (int i = 0; i < in.length; i++) {
      if (in[i]) {
        rows[count] = i;
        ra[count] = ra[i];
        dec[count] = dec[i];
        count++;
      }
    }
    kept = count == in.length ? null : rows;
    positions = new Positions(ra, dec, count);
  }

  /** Where the rows that take part are. */
  Positions positions() {
    return positions;
  }

  /** The values of a column for some of the rows that take part; -1 for a null. */
  ColumnValues take(String path, int[] rows, int count) throws IOException {
    ColumnPieces cut = pieces;
    if (cut != null) {
      return cut.take(path, rows, count);
    }
    boolean known = decoded.containsKey(path);
    ColumnValues values = column(path);
    if (!known) {
      keptBytes += values.memory();
      if (keptBytes > 2 * budget) {
        cutUp();
      }
    }
    return values.take(rows, count);
  }

  /** The values are larger than they were estimated to be. */
  private void cutUp() {
    int rows = spans.stream().mapToInt(FileSpans::rows).sum();
    pieces = new ColumnPieces(spans, Math.max(bytesOfRow, (double) keptBytes / rows), budget);
    decoded.clear();
  }

  /** The places of rows among those of the files; -1 stays. */
  int[] stored(int[] rows, int from, int count) {
    int[] stored = Arrays.copyOfRange(rows, from, from + count);
    int[] map = kept;
    if (map != null) {
      for (int i = 0; i < count; i++) {
        stored[i] = stored[i] < 0 ? -1 : map[stored[i]];
      }
    }
    return stored;
  }

  /** All values of a column, also of rows that take no part. */
  ColumnValues column(String path) throws IOException {
    ColumnValues values = decoded.get(path);
    if (values == null) {
      values = ColumnFile.readAll(path, spans);
      decoded.put(path, values);
    }
    return values;
  }

  @Override
  public void close() throws IOException {
    decoded.clear();
    for (ColumnFile file : opened) {
      file.close();
    }
  }
}
