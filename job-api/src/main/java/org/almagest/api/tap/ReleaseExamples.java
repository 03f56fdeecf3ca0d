package org.almagest.api.tap;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.almagest.catalog.AdqlName;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.CatalogColumn.Visibility;
import org.almagest.catalog.CatalogSchema;
import org.almagest.catalog.CatalogTable;
import org.almagest.catalog.ColumnType;
import org.almagest.catalog.QueryExample;
import org.almagest.catalog.SkyColumns;
import org.almagest.catalog.TableNotes;

/**
 * Queries to learn from for a release whose operator gave none: each asks about a small circle
 * around a row of its main table, so that it runs in moments, however large the release. They are
 * ADQL 2.0 as well, whose geometries name their frame: that is what validators read them by.
 */
final class ReleaseExamples {
  private static final int COLUMNS = 6;

  private final SamplePositions positions;

  ReleaseExamples(SamplePositions positions) {
    this.positions = positions;
  }

  List<Example> of(CatalogSchema release) {
    if (!release.examples().isEmpty()) {
      return release.examples().stream().map(given -> new Example(given, List.of())).toList();
    }
    List<CatalogTable> sky =
        release.tables().stream()
            .filter(table -> table.sky().isPresent())
            .sorted(TableNotes.ORDER)
            .toList();
    if (sky.isEmpty()) {
      return release.tables().stream().limit(1).map(ReleaseExamples::firstRows).toList();
    }
    CatalogTable main = sky.get(0);
    String center = positions.of(main);
    List<Example> examples = new ArrayList<>();
    examples.add(cone(main, center));
    if (sky.size() > 1) {
      examples.add(match(main, sky.get(1), center));
    }
    examples.add(aggregate(main, center));
    return examples;
  }

  private static Example firstRows(CatalogTable table) {
    return new Example(
        new QueryExample(
            "A first look at " + table.writtenName(),
            "A few rows, to see what the columns hold.",
            "SELECT TOP 10 " + columns(table, "") + "\nFROM " + table.writtenName()),
        List.of(table));
  }

  private static Example cone(CatalogTable table, String center) {
    return new Example(
        new QueryExample(
            "Cone search in " + table.writtenName(),
            "All rows within 0.05 degrees of a position. Only the files near the position are read.",
            """
            SELECT TOP 1000 %s
            FROM %s
            WHERE 1 = CONTAINS(%s, CIRCLE('ICRS', %s, 0.05))"""
                .formatted(columns(table, ""), table.writtenName(), point(table, ""), center)),
        List.of(table));
  }

  private static Example match(CatalogTable one, CatalogTable other, String center) {
    return new Example(
        new QueryExample(
            "Match of " + one.writtenName() + " and " + other.writtenName(),
            "Pairs closer than an arcsecond, with their separation in arcseconds. Leave the last"
                + " two conditions out to match the whole sky, as an asynchronous job.",
            """
            SELECT TOP 1000 %s, %s,
              3600 * DISTANCE(%s, %s) AS separation
            FROM %s AS a
            JOIN %s AS b
              ON DISTANCE(%s, %s) < 1.0 / 3600
            WHERE 1 = CONTAINS(%s, CIRCLE('ICRS', %s, 0.05))
              AND 1 = CONTAINS(%s, CIRCLE('ICRS', %s, 0.06))"""
                .formatted(
                    firstColumn(one, "a", "a_"),
                    firstColumn(other, "b", "b_"),
                    point(one, "a."),
                    point(other, "b."),
                    one.writtenName(),
                    other.writtenName(),
                    point(one, "a."),
                    point(other, "b."),
                    point(one, "a."),
                    center,
                    point(other, "b."),
                    center)),
        List.of(one, other));
  }

  private static Example aggregate(CatalogTable table, String center) {
    Optional<CatalogColumn> measure =
        table.columns().stream()
            .filter(
                column -> column.type() == ColumnType.FLOAT || column.type() == ColumnType.DOUBLE)
            .filter(column -> !isPosition(table, column))
            .findFirst();
    String values =
        measure
            .map(column -> AdqlName.written(column.name()))
            .map(column -> ", MIN(%1$s) AS least, MAX(%1$s) AS most".formatted(column))
            .orElse("");
    return new Example(
        new QueryExample(
            "Count in " + table.writtenName(),
            "How many rows there are around a position, and the range of one of their columns.",
            """
            SELECT COUNT(*) AS n%s
            FROM %s
            WHERE 1 = CONTAINS(%s, CIRCLE('ICRS', %s, 0.1))"""
                .formatted(values, table.writtenName(), point(table, ""), center)),
        List.of(table));
  }

  private static boolean isPosition(CatalogTable table, CatalogColumn column) {
    SkyColumns sky = table.skyColumns();
    return sky != null && List.of(sky.ra(), sky.dec()).contains(column.name());
  }

  private static String firstColumn(CatalogTable table, String alias, String prefix) {
    String name = shown(table).get(0).name();
    return alias
        + "."
        + AdqlName.written(name)
        + " AS "
        + AdqlName.written(prefix + name.replaceAll("[^A-Za-z0-9_]", "_"));
  }

  private static String columns(CatalogTable table, String prefix) {
    return shown(table).stream()
        .map(column -> prefix + AdqlName.written(column.name()))
        .collect(Collectors.joining(", "));
  }

  /** Those for a first look, or the first ones. */
  private static List<CatalogColumn> shown(CatalogTable table) {
    List<CatalogColumn> principal =
        table.columns().stream()
            .filter(column -> column.principal() == Visibility.PRINCIPAL)
            .limit(COLUMNS)
            .toList();
    return principal.isEmpty() ? table.columns().stream().limit(COLUMNS).toList() : principal;
  }

  private static String point(CatalogTable table, String prefix) {
    SkyColumns sky = table.sky().orElseThrow();
    return "POINT('ICRS', "
        + prefix
        + AdqlName.written(sky.ra())
        + ", "
        + prefix
        + AdqlName.written(sky.dec())
        + ")";
  }

  /** Examples that every service has. */
  static List<Example> ofTapSchema(CatalogSchema tapSchema) {
    return List.of(
        new Example(
            new QueryExample(
                "The tables of this service",
                "Each with its schema and what it holds.",
                """
                SELECT schema_name, table_name, description
                FROM TAP_SCHEMA.tables
                ORDER BY schema_name, table_index"""),
            tables(tapSchema, "tables")),
        new Example(
            new QueryExample(
                "Columns that hold a position",
                "Found by their UCD; other words of the IVOA's list go as well.",
                """
                SELECT table_name, column_name, unit, ucd
                FROM TAP_SCHEMA.columns
                WHERE ucd LIKE 'pos.eq.%'"""),
            tables(tapSchema, "columns")),
        new Example(
            new QueryExample(
                "Columns that belong together",
                "A value and its error, or the members of a covariance matrix.",
                """
                SELECT g.table_name, g.group_id AS id, g.kind, c.member_index, c.column_name,
                  c.role, c.of_columns
                FROM TAP_SCHEMA.groups AS g
                JOIN TAP_SCHEMA.group_columns AS c ON c.group_id = g.group_id
                ORDER BY id, member_index"""),
            tables(tapSchema, "groups", "group_columns")));
  }

  private static List<CatalogTable> tables(CatalogSchema schema, String... names) {
    List<String> wanted = List.of(names);
    return schema.tables().stream()
        .filter(table -> wanted.contains(table.name().toLowerCase(Locale.ROOT)))
        .toList();
  }
}
