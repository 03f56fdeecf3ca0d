package org.almagest.userdb;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.ColumnType;
import org.almagest.catalog.SkyColumns;

/** Finds the position of a row by the UCDs that its columns kept on their way through a query. */
public final class PositionColumns {

  private PositionColumns() {}

  /** The one pair of main positions, or else the one pair of positions. */
  public static Optional<SkyColumns> in(List<CatalogColumn> columns) {
    return pair(columns, "pos.eq.ra;meta.main", "pos.eq.dec;meta.main")
        .or(() -> pair(columns, "pos.eq.ra", "pos.eq.dec"));
  }

  private static Optional<SkyColumns> pair(List<CatalogColumn> columns, String ra, String dec) {
    List<String> longitudes = named(columns, ra);
    List<String> latitudes = named(columns, dec);
    return longitudes.size() == 1 && latitudes.size() == 1
        ? Optional.of(new SkyColumns(longitudes.get(0), latitudes.get(0)))
        : Optional.empty();
  }

  private static List<String> named(List<CatalogColumn> columns, String ucd) {
    return columns.stream()
        .filter(column -> column.type() == ColumnType.DOUBLE)
        .filter(column -> column.ucd() != null && column.ucd().toLowerCase(Locale.ROOT).equals(ucd))
        .map(CatalogColumn::name)
        .toList();
  }
}
