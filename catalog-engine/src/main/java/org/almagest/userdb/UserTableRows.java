package org.almagest.userdb;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.CatalogColumn.Access;
import org.almagest.catalog.CatalogColumn.Visibility;
import org.almagest.catalog.CatalogTable;
import org.almagest.catalog.ColumnType;
import org.almagest.catalog.FilePlacement;
import org.almagest.catalog.FilePlacement.Layout;
import org.almagest.catalog.SkyColumns;
import org.almagest.catalog.VotableType;
import org.jspecify.annotations.Nullable;

/** The rows of user tables in the database. */
final class UserTableRows {
  private static final String SELECT =
      """
      SELECT t.name, t.version, t.row_count, t.byte_count, t.description, t.ra_column, t.dec_column,
             t.job, t.adql, t.created, t.owner, t.folded,
             c.name, c.type, c.unit, c.ucd, c.utype, c.description, c.visibility, c.access,
             c.xtype, c.datatype, c.arraysize
        FROM user_table t JOIN user_table_column c USING (owner, folded)
       WHERE t.owner = ? AND (?::text IS NULL OR t.folded = ?)
       ORDER BY t.folded, c.position
      """;

  private final Connection connection;
  private final VersionFolders places;

  UserTableRows(Connection connection, VersionFolders places) {
    this.connection = connection;
    this.places = places;
  }

  List<UserTable> list(String owner) throws SQLException {
    return select(owner, Optional.empty());
  }

  Optional<UserTable> find(String owner, UserTableName name) throws SQLException {
    return select(owner, Optional.of(name.folded())).stream().findFirst();
  }

  private List<UserTable> select(String owner, Optional<String> folded) throws SQLException {
    List<UserTable> tables = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(SELECT)) {
      statement.setString(1, owner);
      statement.setString(2, folded.orElse(null));
      statement.setString(3, folded.orElse(null));
      try (ResultSet rows = statement.executeQuery()) {
        boolean more = rows.next();
        while (more) {
          String name = rows.getString(12);
          UserTableRow table = UserTableRow.read(rows);
          List<CatalogColumn> columns = new ArrayList<>();
          do {
            columns.add(column(rows));
            more = rows.next();
          } while (more && rows.getString(12).equals(name));
          tables.add(table.with(columns, places));
        }
      }
    }
    return tables;
  }

  private static CatalogColumn column(ResultSet row) throws SQLException {
    return new CatalogColumn(
        row.getString(13),
        ColumnType.valueOf(row.getString(14)),
        row.getString(15),
        row.getString(16),
        row.getString(17),
        row.getString(18),
        Visibility.valueOf(row.getString(19)),
        Access.valueOf(row.getString(20)),
        row.getString(21),
        declared(row.getString(22), row.getString(23)));
  }

  private static @Nullable VotableType declared(
      @Nullable String datatype, @Nullable String arraysize) {
    return datatype == null ? null : new VotableType(datatype, arraysize);
  }

  private record UserTableRow(
      String name,
      String version,
      long rows,
      long bytes,
      Optional<String> description,
      Optional<SkyColumns> sky,
      Optional<String> job,
      Optional<String> adql,
      Instant created,
      String owner) {

    static UserTableRow read(ResultSet row) throws SQLException {
      String ra = row.getString(6);
      return new UserTableRow(
          row.getString(1),
          row.getString(2),
          row.getLong(3),
          row.getLong(4),
          Optional.ofNullable(row.getString(5)),
          ra == null ? Optional.empty() : Optional.of(new SkyColumns(ra, row.getString(7))),
          Optional.ofNullable(row.getString(8)),
          Optional.ofNullable(row.getString(9)),
          row.getTimestamp(10).toInstant(),
          row.getString(11));
    }

    UserTable with(List<CatalogColumn> columns, VersionFolders places) {
      Path folder = places.of(owner, new UserTableName(name), version);
      CatalogTable table =
          new CatalogTable(
              UserTableName.SCHEMA,
              name,
              description.orElse(null),
              columns,
              sky.orElse(null),
              new FilePlacement(Layout.PARQUET, folder),
              rows,
              bytes);
      return new UserTable(owner, table, version, job.orElse(null), adql.orElse(null), created);
    }
  }

  /** Adds a table; false if there is one of that name. */
  boolean insert(NewVersion version) throws SQLException {
    return write(version, "ON CONFLICT (owner, folded) DO NOTHING");
  }

  /** Adds a table, or puts the version in place of the one that is there. */
  boolean replace(NewVersion version) throws SQLException {
    return write(
        version,
        """
        ON CONFLICT (owner, folded) DO UPDATE SET
          name = excluded.name, version = excluded.version, row_count = excluded.row_count,
          byte_count = excluded.byte_count, description = excluded.description,
          ra_column = excluded.ra_column, dec_column = excluded.dec_column, job = excluded.job,
          adql = excluded.adql, created = excluded.created
        """);
  }

  private boolean write(NewVersion version, String onConflict) throws SQLException {
    Optional<SkyColumns> sky = PositionColumns.in(version.columns());
    String insert =
        """
        INSERT INTO user_table (owner, folded, name, version, row_count, byte_count, ra_column,
                                dec_column, job, adql, created)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """;
    try (PreparedStatement statement = connection.prepareStatement(insert + onConflict)) {
      statement.setString(1, version.owner());
      statement.setString(2, version.name().folded());
      statement.setString(3, version.name().shown());
      statement.setString(4, version.version());
      statement.setLong(5, version.rows());
      statement.setLong(6, version.bytes());
      statement.setString(7, sky.map(SkyColumns::ra).orElse(null));
      statement.setString(8, sky.map(SkyColumns::dec).orElse(null));
      statement.setString(9, version.job());
      statement.setString(10, version.adql());
      statement.setTimestamp(11, Timestamp.from(Instant.now()));
      if (statement.executeUpdate() == 0) {
        return false;
      }
    }
    writeColumns(version);
    return true;
  }

  private void writeColumns(NewVersion version) throws SQLException {
    try (PreparedStatement old =
        connection.prepareStatement(
            "DELETE FROM user_table_column WHERE owner = ? AND folded = ?")) {
      old.setString(1, version.owner());
      old.setString(2, version.name().folded());
      old.executeUpdate();
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO user_table_column VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      int position = 0;
      for (CatalogColumn column : version.columns()) {
        statement.setString(1, version.owner());
        statement.setString(2, version.name().folded());
        statement.setInt(3, position++);
        statement.setString(4, column.name());
        statement.setString(5, column.type().name());
        statement.setString(6, column.unit());
        statement.setString(7, column.ucd());
        statement.setString(8, column.utype());
        statement.setString(9, column.description());
        statement.setString(10, column.principal().name());
        statement.setString(11, Access.SCANNED.name());
        statement.setString(12, column.xtype());
        VotableType declared = column.declared();
        statement.setString(13, declared == null ? null : declared.datatype());
        statement.setString(14, declared == null ? null : declared.arraysize());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /** Removes a table; gives the version that it had. */
  Optional<String> delete(String owner, UserTableName name) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "DELETE FROM user_table WHERE owner = ? AND folded = ? RETURNING version")) {
      statement.setString(1, owner);
      statement.setString(2, name.folded());
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
      }
    }
  }

  /** The folders of all tables of all users. */
  Set<Path> folders() throws SQLException {
    Set<Path> folders = new HashSet<>();
    try (PreparedStatement statement =
            connection.prepareStatement("SELECT owner, name, version FROM user_table");
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        folders.add(
            places.of(rows.getString(1), new UserTableName(rows.getString(2)), rows.getString(3)));
      }
    }
    return folders;
  }
}
