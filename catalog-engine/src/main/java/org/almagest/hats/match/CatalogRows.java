package org.almagest.hats.match;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.almagest.hats.column.ColumnFile;
import org.almagest.hats.column.ColumnMemory;
import org.almagest.hats.column.ColumnValues;
import org.almagest.hats.column.FileSpans;
import org.almagest.hats.column.ListValues;
import org.almagest.hats.column.RowFilter;
import org.almagest.hats.column.RowSpan;
import org.almagest.sky.Region;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one file that pass filters and lie in a region, handed out by row groups, or by parts
 * of them where all columns of a row group would be too much at once.
 */
public final class CatalogRows implements AutoCloseable {

  private static final int LEAST_ROWS = 1024;

  private final ColumnFile file;
  private final PartFile part;
  private final SideColumns columns;
  private final @Nullable Region region;
  private final Iterator<RowSpan> groups;
  private RowSpan group = new RowSpan(0, 0, 0);
  private int @Nullable [] kept;
  private int count;

  private CatalogRows(
      ColumnFile file,
      PartFile part,
      SideColumns columns,
      @Nullable Region region,
      double bytesOfRow,
      long memory) {
    this.file = file;
    this.part = part;
    this.columns = columns;
    this.region = region;
    int most = ColumnMemory.rows(memory / 2, bytesOfRow, LEAST_ROWS, Integer.MAX_VALUE);
    List<RowSpan> spans = new ArrayList<>();
    for (RowSpan whole : RowGroups.wanted(file, part, columns).spans()) {
      for (int from = whole.from(); from < whole.to(); from += Math.min(most, whole.to() - from)) {
        int to = from + Math.min(most, whole.to() - from);
        spans.add(new RowSpan(whole.rowGroup(), from, to));
      }
    }
    this.groups = spans.iterator();
  }

  /**
   * Opens a file.
   *
   * @param part the file, and the pixels that are wanted of it
   * @param region where the rows lie; empty for everywhere
   * @param output the columns that will be asked for
   */
  public static CatalogRows open(
      PartFile part, SideColumns columns, Optional<Region> region, Collection<String> output)
      throws IOException {
    return open(part, columns, region, output, ColumnMemory.ofThread());
  }

  /** The same with about so many bytes for decoded columns. */
  static CatalogRows open(
      PartFile part,
      SideColumns columns,
      Optional<Region> region,
      Collection<String> output,
      long memory)
      throws IOException {
    ColumnFile file = ColumnFile.open(part.file().input());
    double bytesOfRow = output.stream().mapToDouble(file::bytesOfRow).sum();
    return new CatalogRows(file, part, columns, region.orElse(null), bytesOfRow, memory);
  }

  /** Moves to the next rows of a row group that has some; false after the last one. */
  public boolean advance() throws IOException {
    while (groups.hasNext()) {
      group = groups.next();
      choose();
      if (count > 0) {
        return true;
      }
    }
    return false;
  }

  private void choose() throws IOException {
    kept = null;
    count = group.rows();
    if (columns.filters().isEmpty() && region == null && part.ranges().isEmpty()) {
      return;
    }
    boolean[] in = new boolean[group.rows()];
    Arrays.fill(in, true);
    if (!part.ranges().isEmpty() && columns.pixel() != null) {
      new PixelTest(part.ranges())
          .mark(stored(columns.pixel()), columns.pixelOrder(), in, 0, in.length);
    }
    for (RowFilter filter : columns.filters()) {
      filter.mark(stored(filter.column()), in);
    }
    if (region != null) {
      mark(region, in);
    }
    int[] rows = new int[in.length];
    int found = 0;
    for (int i = 0; i < in.length; i++) {
      if (in[i]) {
        rows[found++] = i;
      }
    }
    kept = found == in.length ? null : rows;
    count = found;
  }

  private void mark(Region within, boolean[] in) throws IOException {
    double[] ra = NumberColumns.doubles(stored(columns.ra()));
    double[] dec = NumberColumns.doubles(stored(columns.dec()));
    for (int i = 0; i < in.length; i++) {
      in[i] =
          in[i]
              && Double.isFinite(ra[i])
              && Math.abs(dec[i]) <= 90
              && within.contains(ra[i], dec[i]);
    }
  }

  private ColumnValues stored(String path) throws IOException {
    return ColumnFile.readAll(path, List.of(new FileSpans(file, List.of(group))));
  }

  /** How many rows there are now. */
  public int rows() {
    return count;
  }

  /** A column, for these rows. */
  public ColumnValues column(String path) throws IOException {
    ColumnValues values = stored(path);
    int[] rows = kept;
    return rows == null ? values : values.take(rows, count);
  }

  /** A column of lists, for these rows. */
  public ListValues lists(String path) throws IOException {
    ListValues values = file.readLists(path, group);
    int[] rows = kept;
    return rows == null ? values : values.take(rows, count);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
