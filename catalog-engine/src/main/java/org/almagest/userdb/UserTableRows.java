package org.almagest.userdb;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

/** The versions that are tables, as rows of the database. */
final class UserTableRows {
  private static final String SELECT =
      """
      SELECT v.name, v.id, v.row_count, v.byte_count, v.description, v.ra_column, v.dec_column,
             v.job, v.adql, v.committed, v.owner, v.folder,
             c.name, c.type, c.unit, c.ucd, c.utype, c.description, c.visibility, c.access,
             c.xtype, c.datatype, c.arraysize
        FROM user_table_version v JOIN user_table_column c ON c.version = v.id
       WHERE v.owner = ? AND v.state = 'CURRENT' AND (?::text IS NULL OR v.folded = ?)
       ORDER BY v.folded, c.position
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
          String version = rows.getString(2);
          UserTableRow table = UserTableRow.read(rows);
          List<CatalogColumn> columns = new ArrayList<>();
          do {
            columns.add(column(rows));
            more = rows.next();
          } while (more && rows.getString(2).equals(version));
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
      String owner,
      String folder) {

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
          row.getString(11),
          row.getString(12));
    }

    UserTable with(List<CatalogColumn> columns, VersionFolders places) {
      CatalogTable table =
          new CatalogTable(
              UserTableName.SCHEMA,
              name,
              description.orElse(null),
              columns,
              sky.orElse(null),
              new FilePlacement(Layout.PARQUET, places.of(folder)),
              rows,
              bytes);
      return new UserTable(owner, table, version, job.orElse(null), adql.orElse(null), created);
    }
  }
}
