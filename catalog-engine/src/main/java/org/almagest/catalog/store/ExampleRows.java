package org.almagest.catalog.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.almagest.catalog.QueryExample;

/** The queries to learn from, as rows. */
final class ExampleRows {
  private final Connection connection;

  ExampleRows(Connection connection) {
    this.connection = connection;
  }

  /** By release. */
  Map<String, List<QueryExample>> all() throws SQLException {
    Map<String, List<QueryExample>> examples = new LinkedHashMap<>();
    try (PreparedStatement query =
            connection.prepareStatement(
                "SELECT release, name, description, adql FROM release_example"
                    + " ORDER BY release, position");
        ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        examples
            .computeIfAbsent(rows.getString(1), release -> new ArrayList<>())
            .add(new QueryExample(rows.getString(2), rows.getString(3), rows.getString(4)));
      }
    }
    return examples;
  }

  /** Those of a release instead of what it has; a release that is not there is made. */
  void replace(String release, List<QueryExample> examples) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO release (name) VALUES (?) ON CONFLICT (lower(name)) DO NOTHING")) {
      insert.setString(1, release);
      insert.executeUpdate();
    }
    try (PreparedStatement delete =
        connection.prepareStatement(
            "DELETE FROM release_example WHERE lower(release) = lower(?)")) {
      delete.setString(1, release);
      delete.executeUpdate();
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO release_example (release, position, name, description, adql)"
                + " SELECT name, ?, ?, ?, ? FROM release WHERE lower(name) = lower(?)")) {
      int position = 0;
      for (QueryExample example : examples) {
        insert.setInt(1, position++);
        insert.setString(2, example.name());
        insert.setString(3, example.description());
        insert.setString(4, example.adql());
        insert.setString(5, release);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }
}
