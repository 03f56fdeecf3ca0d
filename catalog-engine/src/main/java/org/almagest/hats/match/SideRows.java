package org.almagest.hats.match;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.almagest.hats.column.ColumnFile;
import org.almagest.hats.column.ColumnValues;
import org.almagest.hats.column.FileSpans;
import org.almagest.hats.column.RowFilter;
import org.almagest.sky.match.Positions;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one side that take part in a part of a match. A column is decoded whole when it is
 * first asked for; what is asked for rows is gathered from it.
 */
final class SideRows implements AutoCloseable {

  private final List<ColumnFile> opened = new ArrayList<>();
  private final Map<String, ColumnValues> decoded = new HashMap<>();
  private List<FileSpans> spans = List.of();
  private int @Nullable [] kept;
  private Positions positions = new Positions(new double[0], new double[0], 0);

  private SideRows() {}

  /** Opens the files and decodes what decides which rows take part. */
  static SideRows open(List<PartFile> files, SideColumns columns) throws IOException {
    SideRows rows = new SideRows();
    try {
      rows.load(files, columns);
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
    double[] ra = Numbers.doubles(column(columns.ra()));
    double[] dec = Numbers.doubles(column(columns.dec()));
    boolean[] in = rowsTakingPart(read, columns, ra, dec);
    if (columns.motion() != null) {
      Propagation.apply(columns.motion(), this, ra, dec);
    }
    decoded.keySet().removeAll(List.of(columns.ra(), columns.dec()));
    keep(in, ra, dec);
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
    return column(path).take(rows, count);
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
