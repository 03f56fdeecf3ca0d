package org.almagest.catalog.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.almagest.catalog.CatalogTable;
import org.almagest.catalog.ColumnGroup;
import org.almagest.catalog.ColumnGroup.Kind;
import org.almagest.catalog.ColumnGroup.Member;
import org.almagest.catalog.ColumnGroup.Role;
import org.almagest.catalog.ForeignKey;

/** Keys and groups of columns, as rows. */
final class NoteRows {
  private static final String SEPARATOR = "\n";

  private final Connection connection;

  NoteRows(Connection connection) {
    this.connection = connection;
  }

  Map<TableName, List<ForeignKey>> keys() throws SQLException {
    Map<TableName, List<ForeignKey>> keys = new LinkedHashMap<>();
    try (PreparedStatement query =
            connection.prepareStatement(
                "SELECT release, table_name, name, columns, target_table, target_columns,"
                    + " description, utype FROM table_key ORDER BY release, table_name, position");
        ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        TableName table = new TableName(rows.getString(1), rows.getString(2));
        keys.computeIfAbsent(table, name -> new ArrayList<>())
            .add(
                new ForeignKey(
                    rows.getString(3),
                    texts(rows, 4),
                    rows.getString(5),
                    texts(rows, 6),
                    rows.getString(7),
                    rows.getString(8)));
      }
    }
    return keys;
  }

  Map<TableName, List<ColumnGroup>> groups() throws SQLException {
    Map<TableName, List<ColumnGroup>> groups = new LinkedHashMap<>();
    try (PreparedStatement query =
            connection.prepareStatement(
                "SELECT release, table_name, name, kind, description, ucd, columns, roles,"
                    + " of_columns FROM table_group ORDER BY release, table_name, position");
        ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        TableName table = new TableName(rows.getString(1), rows.getString(2));
        groups
            .computeIfAbsent(table, name -> new ArrayList<>())
            .add(
                new ColumnGroup(
                    rows.getString(3),
                    Kind.valueOf(rows.getString(4)),
                    members(texts(rows, 7), texts(rows, 8), texts(rows, 9)),
                    rows.getString(5),
                    rows.getString(6)));
      }
    }
    return groups;
  }

  private static List<Member> members(
      List<String> columns, List<String> roles, List<String> ofColumns) {
    List<Member> members = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      String of = ofColumns.get(i);
      members.add(
          new Member(
              columns.get(i),
              Role.valueOf(roles.get(i)),
              of.isEmpty() ? List.of() : Arrays.asList(of.split(SEPARATOR, -1))));
    }
    return members;
  }

  private static List<String> texts(ResultSet row, int column) throws SQLException {
    return List.of((String[]) row.getArray(column).getArray());
  }

  /** Writes those of a table whose own row is there. */
  void write(CatalogTable table) throws SQLException {
    writeKeys(table);
    writeGroups(table);
  }

  private void writeKeys(CatalogTable table) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO table_key (release, table_name, position, name, columns, target_table,"
                + " target_columns, description, utype)"
                + " SELECT name, ?, ?, ?, ?, ?, ?, ?, ? FROM release WHERE lower(name) = lower(?)")) {
      int position = 0;
      for (ForeignKey key : table.notes().keys()) {
        insert.setString(1, table.name());
        insert.setInt(2, position++);
        insert.setString(3, key.name());
        insert.setArray(4, array(key.columns()));
        insert.setString(5, key.targetTable());
        insert.setArray(6, array(key.targetColumns()));
        insert.setString(7, key.description());
        insert.setString(8, key.utype());
        insert.setString(9, table.schema());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private void writeGroups(CatalogTable table) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO table_group (release, table_name, position, name, kind, description, ucd,"
                + " columns, roles, of_columns)"
                + " SELECT name, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM release"
                + " WHERE lower(name) = lower(?)")) {
      int position = 0;
      for (ColumnGroup group : table.notes().groups()) {
        insert.setString(1, table.name());
        insert.setInt(2, position++);
        insert.setString(3, group.name());
        insert.setString(4, group.kind().name());
        insert.setString(5, group.description());
        insert.setString(6, group.ucd());
        insert.setArray(7, array(group.columns()));
        insert.setArray(
            8, array(group.members().stream().map(member -> member.role().name()).toList()));
        insert.setArray(
            9,
            array(
                group.members().stream()
                    .map(member -> String.join(SEPARATOR, member.of()))
                    .toList()));
        insert.setString(10, table.schema());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private Array array(List<String> texts) throws SQLException {
    return connection.createArrayOf("text", texts.toArray());
  }
}
