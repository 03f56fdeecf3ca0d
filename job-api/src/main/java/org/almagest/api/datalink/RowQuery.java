package org.almagest.api.datalink;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.almagest.catalog.AdqlName;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.CatalogTable;
import org.almagest.catalog.ColumnType;
import org.almagest.catalog.SkyColumns;

/** Queries for rows, in ADQL: a link can hold nothing else. Every name is one of the catalog. */
final class RowQuery {
  private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]{1,19}");

  private RowQuery() {}

  /** A value as a query writes it; empty if no row can have it. */
  static Optional<String> literal(CatalogColumn column, String value) {
    if (column.type() == ColumnType.STRING) {
      return Optional.of("'" + value.replace("'", "''") + "'");
    }
    if (!WHOLE_NUMBER.matcher(value).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Long.toString(Long.parseLong(value)));
    } catch (NumberFormatException tooLarge) {
      return Optional.empty();
    }
  }

  /** All columns of the rows that have the value. */
  static String rows(CatalogTable table, CatalogColumn column, String literal) {
    return "SELECT * FROM "
        + table.writtenName()
        + " WHERE "
        + AdqlName.written(column.name())
        + " = "
        + literal;
  }

  /** Some columns of the rows that have one of the values. */
  static String rows(
      CatalogTable table, List<String> columns, CatalogColumn column, List<String> literals) {
    return "SELECT "
        + columns.stream().map(AdqlName::written).collect(Collectors.joining(", "))
        + " FROM "
        + table.writtenName()
        + " WHERE "
        + AdqlName.written(column.name())
        + " IN ("
        + String.join(", ", literals)
        + ")";
  }

  /** All columns of the rows within a circle [deg]. */
  static String cone(
      CatalogTable table, SkyColumns sky, double raDeg, double decDeg, double radiusDeg) {
    return "SELECT * FROM "
        + table.writtenName()
        + " WHERE 1 = CONTAINS(POINT("
        + AdqlName.written(sky.ra())
        + ", "
        + AdqlName.written(sky.dec())
        + "), CIRCLE("
        + raDeg
        + ", "
        + decDeg
        + ", "
        + radiusDeg
        + "))";
  }
}
