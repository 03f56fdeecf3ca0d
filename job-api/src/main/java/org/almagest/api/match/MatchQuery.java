package org.almagest.api.match;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.almagest.catalog.AdqlName;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.CatalogTable;
import org.jspecify.annotations.Nullable;

/**
 * A match of two tables in ADQL. Every name in it is that of a table or a column of the catalog.
 *
 * @param minRadiusDeg partners are farther apart [deg]; 0 for no such limit
 * @param radiusDeg how far apart partners may be [deg]
 * @param bound whether partners may be just so far apart; the nearest ones may
 * @param neighbors how many partners a left row has at most, its nearest ones; empty for all
 * @param kept which left rows come out
 */
record MatchQuery(
    Side left,
    Side right,
    double minRadiusDeg,
    double radiusDeg,
    Bound bound,
    OptionalInt neighbors,
    Kept kept) {

  /** Whether pairs exactly at the radius match. */
  enum Bound {
    /** Pairs exactly at the radius do not match. */
    STRICT,
    /** Pairs exactly at the radius match. */
    INCLUSIVE
  }

  /** Which left rows come out. */
  enum Kept {
    /** Left rows with a partner. */
    MATCHED,
    /** All left rows. */
    ALL,
    /** Left rows without a partner, with the left columns only. */
    ALONE
  }

  /**
   * One of the tables.
   *
   * @param moved to the epoch of the match, or null where positions are taken as they are
   * @param columns that come out
   */
  record Side(
      CatalogTable table,
      CatalogColumn ra,
      CatalogColumn dec,
      @Nullable Moved moved,
      List<CatalogColumn> columns) {

    /** Copies the columns. */
    Side {
      columns = List.copyOf(columns);
    }

    private String point(String alias) {
      String position = alias + "." + written(ra) + ", " + alias + "." + written(dec);
      return moved == null
          ? "POINT(" + position + ")"
          : "ivo_epoch_prop_pos(" + position + ", " + moved.arguments(alias) + ")";
    }

    private String from(String alias) {
      return table.writtenName() + " AS " + alias;
    }

    private static String written(CatalogColumn column) {
      return AdqlName.written(column.name());
    }
  }

  /**
   * How the positions of a side move.
   *
   * @param parallax or null where it is not known
   * @param radialVelocity or null where it is not known
   * @param epoch of the positions [Julian years]
   * @param matchEpoch of the match [Julian years]
   */
  record Moved(
      CatalogColumn pmRa,
      CatalogColumn pmDec,
      @Nullable CatalogColumn parallax,
      @Nullable CatalogColumn radialVelocity,
      double epoch,
      double matchEpoch) {

    private String arguments(String alias) {
      return Stream.of(parallax, pmRa, pmDec, radialVelocity)
          .map(column -> column == null ? "NULL, " : alias + "." + Side.written(column) + ", ")
          .collect(Collectors.joining("", "", epoch + ", " + matchEpoch));
    }
  }

  /** The query. */
  String adql() {
    String positions = left.point("l") + ", " + right.point("r");
    Set<String> taken = new HashSet<>();
    List<String> selected = new ArrayList<>();
    select(left, "l", taken, selected);
    if (kept != Kept.ALONE) {
      select(right, "r", taken, selected);
      selected.add("3600 * DISTANCE(" + positions + ") AS " + named("separation", taken));
    }
    return "SELECT "
        + String.join(", ", selected)
        + " FROM "
        + left.from("l")
        + switch (kept) {
          case MATCHED -> " JOIN ";
          case ALL, ALONE -> " LEFT OUTER JOIN ";
        }
        + right.from("r")
        + " ON "
        + condition(positions)
        + (kept == Kept.ALONE ? " WHERE r." + Side.written(right.ra()) + " IS NULL" : "");
  }

  private String condition(String positions) {
    if (neighbors.isPresent()) {
      return "1 = almagest_nearest("
          + positions
          + ", "
          + radiusDeg
          + ", "
          + neighbors.getAsInt()
          + ")";
    }
    String comparison =
        switch (bound) {
          case STRICT -> " < ";
          case INCLUSIVE -> " <= ";
        };
    return "DISTANCE("
        + positions
        + ")"
        + comparison
        + radiusDeg
        + (minRadiusDeg > 0 ? " AND DISTANCE(" + positions + ") > " + minRadiusDeg : "");
  }

  private static void select(Side side, String alias, Set<String> taken, List<String> selected) {
    for (CatalogColumn column : side.columns()) {
      selected.add(
          alias + "." + AdqlName.written(column.name()) + " AS " + named(column.name(), taken));
    }
  }

  /** A name that no column before has. */
  private static String named(String name, Set<String> taken) {
    String free = name;
    while (!taken.add(free.toLowerCase(Locale.ROOT))) {
      free += "_right";
    }
    return AdqlName.written(free);
  }
}
