package org.almagest.backend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.ColumnType;
import org.almagest.hats.HatsCatalog;
import org.almagest.hats.HatsCollection;
import org.almagest.hats.Location;
import org.almagest.hats.SpatialColumn;
import org.almagest.hats.column.RowFilter;
import org.almagest.hats.match.MatchJob;
import org.almagest.hats.match.MatchPart;
import org.almagest.hats.match.MatchPlan;
import org.almagest.hats.match.PositionList;
import org.almagest.hats.match.SideColumns;
import org.almagest.hats.match.Within;
import org.almagest.plan.ColumnLimits;
import org.almagest.plan.StoredMatch;
import org.almagest.plan.StoredMatch.Side;
import org.almagest.sky.HealpixRange;
import org.almagest.sky.match.MatchRule;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

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
  public static MatchRelation of(StoredMatch match, BackendQuery query, StoredMatches matches) {
    boolean swapped = matches.isSwapped(match);
    Side left = swapped ? match.right() : match.left();
    Side right = swapped ? match.left() : match.right();
    Input lefts = input(left, right, query, matches);
    Input rights = input(right, left, query, matches);
    MatchJob job = job(match, columns(left, lefts), columns(right, rights));
    List<MatchPart> parts = parts(lefts, rights, job);
    List<Column> columns = new ArrayList<>();
    add(columns, swapped ? Role.RIGHT : Role.LEFT, query.scan(match.left().scan().scanId()));
    if (match.kept() != StoredMatch.Kept.ALONE) {
      add(columns, swapped ? Role.LEFT : Role.RIGHT, query.scan(match.right().scan().scanId()));
    }
    MessageType leftSchema = lefts.catalog().schema();
    MessageType rightSchema = rights.catalog().schema();
    return new MatchRelation(
        job,
        parts,
        columns.stream()
            .map(column -> timed(column, column.role() == Role.LEFT ? leftSchema : rightSchema))
            .toList());
  }

  /** A side, opened: a collection, or a list. */
  private record Input(
      ScanFiles files, @Nullable HatsCollection collection, @Nullable PositionList list) {

    HatsCatalog catalog() {
      return list != null ? list.catalog() : opened().catalog();
    }

    HatsCollection opened() {
      if (collection == null) {
        throw new IllegalStateException(files.table().qualifiedName() + " is no HATS catalog");
      }
      return collection;
    }

    /** Given in the order of the catalog's own column of pixels. */
    List<HealpixRange> pixels() {
      int shift = 2 * (29 - catalog().spatialColumn().map(SpatialColumn::order).orElse(29));
      return files.ranges().stream()
          .map(range -> new HealpixRange(range.first() << shift, ((range.last() + 1) << shift) - 1))
          .toList();
    }
  }

  private static Input input(Side side, Side other, BackendQuery query, StoredMatches matches) {
    ScanFiles files = query.scan(side.scan().scanId());
    if (!matches.isList(side)) {
      return new Input(files, files.collection(), null);
    }
    HatsCollection sky = query.scan(other.scan().scanId()).collection();
    if (sky == null) {
      throw new IllegalArgumentException("Neither side of the match is a HATS catalog");
    }
    try {
      return new Input(
          files,
          null,
          PositionList.read(
              Location.of(files.table().placement().location()),
              stored(files, side.lon()),
              stored(files, side.lat()),
              sky.catalog()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<MatchPart> parts(Input left, Input right, MatchJob job) {
    double reach = job.radiusDeg();
    List<MatchPart> parts;
    Within within;
    if (right.list() != null) {
      parts = MatchPlan.parts(left.catalog(), right.list(), reach, job.kept());
      within =
          new Within(
              job.kept() == MatchJob.Kept.MATCHED ? right.list().around(reach) : left.pixels(),
              List.of());
    } else {
      parts = MatchPlan.parts(left.catalog(), right.opened(), reach, job.kept());
      within =
          left.list() != null
              ? new Within(List.of(), left.list().around(reach))
              : new Within(left.pixels(), right.pixels());
    }
    return parts.stream().flatMap(part -> within.restricted(part, job.kept()).stream()).toList();
  }

  private static String stored(ScanFiles files, int column) {
    return StoredMatches.stored(files, files.table().columns().get(column).name());
  }

  private static SideColumns columns(Side side, Input input) {
    ScanFiles files = input.files();
    SpatialColumn pixel = input.catalog().spatialColumn().orElse(null);
    return new SideColumns(
        stored(files, side.lon()),
        stored(files, side.lat()),
        pixel == null ? null : pixel.name(),
        pixel == null ? 29 : pixel.order(),
        side.limits().stream().map(limits -> filter(files, limits)).toList(),
        null);
  }

  private static RowFilter filter(ScanFiles files, ColumnLimits limits) {
    return new RowFilter(stored(files, limits.column()), limits.least(), limits.most());
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

  private static void add(List<Column> columns, Role role, ScanFiles files) {
    for (CatalogColumn column : files.table().columns()) {
      columns.add(
          new Column(
              StoredMatch.column(columns.size()),
              role,
              StoredMatches.stored(files, column.name()),
              column.type(),
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
