package org.almagest.catalog.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.CatalogSchema;
import org.almagest.catalog.CatalogTable;
import org.almagest.catalog.DataDirectory;
import org.almagest.catalog.Placement;
import org.almagest.catalog.SkyColumns;
import org.jspecify.annotations.Nullable;

/** The releases and their tables, in PostgreSQL. Safe for use by many threads. */
public final class CatalogStore {

  private final DataSource database;
  private final DataDirectory data;
  private volatile @Nullable Snapshot latest;

  private record Snapshot(long version, List<CatalogSchema> releases) {}

  /**
   * Opens nothing yet.
   *
   * @param data paths in the database are relative to its root, so that it may be moved
   */
  public CatalogStore(DataSource database, DataDirectory data) {
    this.database = database;
    this.data = data;
  }

  /**
   * All releases with their tables. While nothing changes, this costs one query of one row.
   *
   * @throws CatalogStoreException if the database does not answer
   */
  public List<CatalogSchema> releases() {
    try (Connection connection = database.getConnection()) {
      Snapshot known = latest;
      if (known != null && known.version() == version(connection)) {
        return known.releases();
      }
      Snapshot read = read(connection);
      latest = read;
      return read.releases();
    } catch (SQLException e) {
      throw new CatalogStoreException("Cannot read the catalog: " + e.getMessage(), e);
    }
  }

  private Snapshot read(Connection connection) throws SQLException {
    boolean autoCommit = connection.getAutoCommit();
    int isolation = connection.getTransactionIsolation();
    connection.setAutoCommit(false);
    try {
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      long version = version(connection);
      return new Snapshot(version, new CatalogQuery(connection, data).releases());
    } finally {
      connection.rollback();
      connection.setTransactionIsolation(isolation);
      connection.setAutoCommit(autoCommit);
    }
  }

  private static long version(Connection connection) throws SQLException {
    try (PreparedStatement query =
            connection.prepareStatement("SELECT version FROM catalog_version");
        ResultSet rows = query.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /**
   * Makes a version of a table the visible one, in one transaction.
   *
   * @param releaseDescription null keeps what is known
   * @return where the version lies that was visible until now
   * @throws CatalogStoreException if the database does not answer; nothing has changed then
   */
  public Optional<Placement> commit(CatalogTable table, @Nullable String releaseDescription) {
    try (Connection connection = database.getConnection()) {
      boolean autoCommit = connection.getAutoCommit();
      connection.setAutoCommit(false);
      try {
        Optional<Placement> replaced = write(connection, table, releaseDescription);
        connection.commit();
        return replaced;
      } finally {
        // Undoes what was not committed: switching back to auto-commit alone would commit it.
        connection.rollback();
        connection.setAutoCommit(autoCommit);
      }
    } catch (SQLException e) {
      throw new CatalogStoreException(
          "Cannot make the table [" + table.qualifiedName() + "] visible: " + e.getMessage(), e);
    }
  }

  private Optional<Placement> write(
      Connection connection, CatalogTable table, @Nullable String releaseDescription)
      throws SQLException {
    // First of all, so that commits go one after the other.
    execute(connection, "UPDATE catalog_version SET version = version + 1");
    execute(
        connection,
        "INSERT INTO release (name, description) VALUES (?, ?) ON CONFLICT (lower(name))"
            + " DO UPDATE SET description = coalesce(excluded.description, release.description)",
        table.schema(),
        releaseDescription);
    Optional<Placement> replaced = placement(connection, table);
    execute(
        connection,
        "DELETE FROM release_table WHERE lower(release) = lower(?) AND lower(name) = lower(?)",
        table.schema(),
        table.name());
    SkyColumns sky = table.skyColumns();
    execute(
        connection,
        "INSERT INTO release_table (release, name, description, layout, location, row_count,"
            + " byte_count, ra_column, dec_column)"
            + " SELECT name, ?, ?, ?, ?, ?, ?, ?, ? FROM release WHERE lower(name) = lower(?)",
        table.name(),
        table.description(),
        table.placement().layout().name(),
        relative(table.placement().root()),
        table.rows(),
        table.bytes(),
        sky == null ? null : sky.ra(),
        sky == null ? null : sky.dec(),
        table.schema());
    writeColumns(connection, table);
    return replaced;
  }

  private Optional<Placement> placement(Connection connection, CatalogTable table)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT layout, location FROM release_table"
                + " WHERE lower(release) = lower(?) AND lower(name) = lower(?)")) {
      query.setString(1, table.schema());
      query.setString(2, table.name());
      try (ResultSet rows = query.executeQuery()) {
        return rows.next()
            ? Optional.of(
                new Placement(
                    Placement.Layout.valueOf(rows.getString(1)),
                    data.root().resolve(rows.getString(2))))
            : Optional.empty();
      }
    }
  }

  private static void writeColumns(Connection connection, CatalogTable table) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO table_column (release, table_name, position, name, type, unit, ucd, utype,"
                + " description, is_principal, is_indexed, xtype)"
                + " SELECT name, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM release"
                + " WHERE lower(name) = lower(?)")) {
      for (int position = 0; position < table.columns().size(); position++) {
        CatalogColumn column = table.columns().get(position);
        insert.setString(1, table.name());
        insert.setInt(2, position);
        insert.setString(3, column.name());
        insert.setString(4, column.type().name());
        insert.setString(5, column.unit());
        insert.setString(6, column.ucd());
        insert.setString(7, column.utype());
        insert.setString(8, column.description());
        insert.setBoolean(9, column.principal() == CatalogColumn.Visibility.PRINCIPAL);
        insert.setBoolean(10, column.indexed() == CatalogColumn.Access.INDEXED);
        insert.setString(11, column.xtype());
        insert.setString(12, table.schema());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static void execute(Connection connection, String sql, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int index = 0; index < values.length; index++) {
        statement.setObject(index + 1, values[index]);
      }
      statement.executeUpdate();
    }
  }

  private String relative(Path root) {
    Path absolute = root.toAbsolutePath().normalize();
    if (!absolute.startsWith(data.root())) {
      throw new IllegalArgumentException(
          "Folder [" + root + "] is not inside the data directory [" + data.root() + "]");
    }
    return data.root().relativize(absolute).toString().replace('\\', '/');
  }

  /** The folders of all versions that are visible. */
  public Set<Path> visibleFolders() {
    Set<Path> folders = new HashSet<>();
    for (CatalogSchema release : releases()) {
      release.tables().forEach(table -> folders.add(table.placement().root()));
    }
    return folders;
  }
}
