package org.almagest.catalog.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.CatalogSchema;
import org.almagest.catalog.CatalogTable;
import org.almagest.catalog.Citation;
import org.almagest.catalog.ColumnGroup;
import org.almagest.catalog.ColumnType;
import org.almagest.catalog.DataDirectory;
import org.almagest.catalog.FilePlacement;
import org.almagest.catalog.ForeignKey;
import org.almagest.catalog.QueryExample;
import org.almagest.catalog.SkyColumns;
import org.almagest.catalog.TableNotes;

/** Reads the whole catalog, within one transaction. */
final class CatalogQuery {

  private final Connection connection;
  private final DataDirectory data;

  CatalogQuery(Connection connection, DataDirectory data) {
    this.connection = connection;
    this.data = data;
  }

  List<CatalogSchema> releases() throws SQLException {
    Map<TableName, List<CatalogColumn>> columns = columns();
    NoteRows notes = new NoteRows(connection);
    Map<TableName, List<ForeignKey>> keys = notes.keys();
    Map<TableName, List<ColumnGroup>> groups = notes.groups();
    Map<String, List<QueryExample>> examples = new ExampleRows(connection).all();
    Map<String, Citation> citations = new CitationRows(connection).all();
    Map<String, List<CatalogTable>> tables = new LinkedHashMap<>();
    try (PreparedStatement query =
            connection.prepareStatement(
                "SELECT release, name, description, layout, location, row_count, byte_count,"
                    + " ra_column, dec_column, utype, table_index FROM release_table"
                    + " ORDER BY release, name");
        ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        TableName name = new TableName(rows.getString(1), rows.getString(2));
        tables
            .computeIfAbsent(name.release(), release -> new ArrayList<>())
            .add(
                table(
                    rows,
                    name,
                    columns.getOrDefault(name, List.of()),
                    new TableNotes(
                        rows.getString(10),
                        rows.getObject(11, Integer.class),
                        keys.getOrDefault(name, List.of()),
                        groups.getOrDefault(name, List.of()))));
      }
    }
    List<CatalogSchema> releases = new ArrayList<>();
    try (PreparedStatement query =
            connection.prepareStatement("SELECT name, description FROM release ORDER BY name");
        ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        String name = rows.getString(1);
        releases.add(
            new CatalogSchema(
                name,
                rows.getString(2),
                tables.getOrDefault(name, List.of()).stream().sorted(TableNotes.ORDER).toList(),
                examples.getOrDefault(name, List.of()),
                citations.getOrDefault(name, Citation.NONE)));
      }
    }
    return List.copyOf(releases);
  }

  private CatalogTable table(
      ResultSet row, TableName name, List<CatalogColumn> columns, TableNotes notes)
      throws SQLException {
    String ra = row.getString(8);
    String dec = row.getString(9);
    return new CatalogTable(
        name.release(),
        name.table(),
        row.getString(3),
        columns,
        ra == null || dec == null ? null : new SkyColumns(ra, dec),
        new FilePlacement(
            FilePlacement.Layout.valueOf(row.getString(4)), location(data, row.getString(5))),
        row.getLong(6),
        row.getLong(7),
        notes);
  }

  /** What is stored is relative to the data directory, or a URI. */
  static String location(DataDirectory data, String stored) {
    return stored.contains("://") ? stored : data.root().resolve(stored).normalize().toString();
  }

  private Map<TableName, List<CatalogColumn>> columns() throws SQLException {
    Map<TableName, List<CatalogColumn>> columns = new LinkedHashMap<>();
    try (PreparedStatement query =
            connection.prepareStatement(
                "SELECT release, table_name, name, type, unit, ucd, utype, description,"
                    + " is_principal, is_indexed, xtype FROM table_column"
                    + " ORDER BY release, table_name, position");
        ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        TableName name = new TableName(rows.getString(1), rows.getString(2));
        columns.computeIfAbsent(name, table -> new ArrayList<>()).add(column(rows));
      }
    }
    return columns;
  }

  private static CatalogColumn column(ResultSet row) throws SQLException {
    return new CatalogColumn(
        row.getString(3),
        ColumnType.valueOf(row.getString(4)),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        row.getString(8),
        row.getBoolean(9) ? CatalogColumn.Visibility.PRINCIPAL : CatalogColumn.Visibility.SECONDARY,
        row.getBoolean(10) ? CatalogColumn.Access.INDEXED : CatalogColumn.Access.SCANNED,
        row.getString(11));
  }
}
