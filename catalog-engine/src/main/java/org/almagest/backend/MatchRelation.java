package org.almagest.backend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.almagest.catalog.ColumnType;
import org.almagest.hats.HatsCatalog;
import org.almagest.hats.HatsCollection;
import org.almagest.hats.SpatialColumn;
import org.almagest.hats.column.RowFilter;
import org.almagest.hats.match.MatchJob;
import org.almagest.hats.match.MatchPart;
import org.almagest.hats.match.MatchSides;
import org.almagest.hats.match.PositionList;
import org.almagest.hats.match.SideColumns;
import org.almagest.hats.match.StoredMotion;
import org.almagest.plan.ColumnLimits;
import org.almagest.plan.StoredMatch;
import org.almagest.plan.StoredMatch.Side;
import org.almagest.sky.match.MatchRule;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;

/**
 * A match that is run part by part in this process.
 *
 * @param columns in the order of the scan that stands for the match
 */
public record MatchRelation(MatchJob job, List<MatchPart> parts, List<Column> columns) {

  /** Where a column comes from. */
  public enum Role {
    /** The left side of the match, whichever it is in the query. */
    LEFT,
    /** The right side of the match. */
    RIGHT
  }

  /**
   * A column of the match.
   *
   * @param path its name in the files
   * @param ticks how many of what is stored make a second, for times
   */
  public record Column(String name, Role role, String path, ColumnType type, long ticks) {}

  /** Copies the lists. */
  public MatchRelation {
    parts = List.copyOf(parts);
    columns = List.copyOf(columns);
  }

  /**
   * Plans a match; the positions of a list are read.
   *
   * @throws UncheckedIOException if they cannot be
   */
  static MatchRelation of(StoredMatch match, StoredMatches matches) {
    boolean swapped = matches.isSwapped(match);
    Side left = swapped ? match.right() : match.left();
    Side right = swapped ? match.left() : match.right();
    ScanFiles leftFiles = matches.scan(left);
    ScanFiles rightFiles = matches.scan(right);
    MatchSides sides = sides(left, leftFiles, right, rightFiles, matches);
    MatchJob job =
        job(
            match,
            columns(left, leftFiles, sides.left()),
            columns(right, rightFiles, sides.right()));
    List<MatchPart> parts =
        sides.parts(
            StoredMotion.reachDeg(sides, job), job.kept(), leftFiles.ranges(), rightFiles.ranges());
    List<Column> columns = new ArrayList<>();
    ScanFiles first = matches.scan(match.left());
    add(columns, swapped ? Role.RIGHT : Role.LEFT, first, match.left(), 0);
    if (match.kept() != StoredMatch.Kept.ALONE) {
      ScanFiles second = matches.scan(match.right());
      int before = first.table().columns().size();
      add(columns, swapped ? Role.LEFT : Role.RIGHT, second, match.right(), before);
    }
    MessageType leftSchema = sides.left().schema();
    MessageType rightSchema = sides.right().schema();
    return new MatchRelation(
        job,
        parts,
        columns.stream()
            .map(column -> timed(column, column.role() == Role.LEFT ? leftSchema : rightSchema))
            .toList());
  }

  private static MatchSides sides(
      Side left, ScanFiles leftFiles, Side right, ScanFiles rightFiles, StoredMatches matches) {
    if (matches.isList(left)) {
      HatsCollection sky = opened(rightFiles);
      return MatchSides.of(list(left, leftFiles, sky.catalog()), sky);
    }
    HatsCatalog sky = opened(leftFiles).catalog();
    return matches.isList(right)
        ? MatchSides.of(sky, list(right, rightFiles, sky))
        : MatchSides.of(sky, opened(rightFiles));
  }

  private static HatsCollection opened(ScanFiles files) {
    HatsCollection collection = files.collection();
    if (collection == null) {
      throw new IllegalStateException(files.table().qualifiedName() + " is no HATS catalog");
    }
    return collection;
  }

  private static PositionList list(Side side, ScanFiles files, HatsCatalog other) {
    try {
      return StoredMatches.positions(side, files, other);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SideColumns columns(Side side, ScanFiles files, HatsCatalog catalog) {
    SpatialColumn pixel = catalog.spatialColumn().orElse(null);
    return new SideColumns(
        StoredMatches.stored(files, side.lon()),
        StoredMatches.stored(files, side.lat()),
        pixel == null ? null : pixel.name(),
        pixel == null ? 29 : pixel.order(),
        side.limits().stream().map(limits -> filter(files, limits)).toList(),
        StoredMatches.motion(side, files));
  }

  private static RowFilter filter(ScanFiles files, ColumnLimits limits) {
    return new RowFilter(
        StoredMatches.stored(files, limits.column()), limits.least(), limits.most());
  }

  private static MatchJob job(StoredMatch match, SideColumns left, SideColumns right) {
    return new MatchJob(
        left,
        right,
        match.radiusDeg(),
        match.minRadiusDeg(),
        switch (match.bound()) {
          case STRICT -> MatchRule.Bound.STRICT;
          case INCLUSIVE -> MatchRule.Bound.INCLUSIVE;
        },
        match.neighbors().orElse(MatchRule.ALL),
        switch (match.kept()) {
          case MATCHED -> MatchJob.Kept.MATCHED;
          case ALL -> MatchJob.Kept.ALL;
          case ALONE -> MatchJob.Kept.UNMATCHED;
        });
  }

  private static void add(List<Column> columns, Role role, ScanFiles files, Side side, int before) {
    for (int i : side.columns()) {
      columns.add(
          new Column(
              StoredMatch.column(before + i),
              role,
              StoredMatches.stored(files, i),
              files.table().columns().get(i).type(),
              1));
    }
  }

  private static Column timed(Column column, MessageType schema) {
    long ticks =
        schema.getType(column.path()).getLogicalTypeAnnotation()
                instanceof TimestampLogicalTypeAnnotation time
            ? switch (time.getUnit()) {
              case MILLIS -> 1_000;
              case MICROS -> 1_000_000;
              case NANOS -> 1_000_000_000;
            }
            : 1;
    return new Column(column.name(), column.role(), column.path(), column.type(), ticks);
  }
}
