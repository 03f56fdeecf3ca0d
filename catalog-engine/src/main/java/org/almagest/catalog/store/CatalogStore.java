package org.almagest.catalog.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.CatalogSchema;
import org.almagest.catalog.CatalogTable;
import org.almagest.catalog.Citation;
import org.almagest.catalog.DataDirectory;
import org.almagest.catalog.FilePlacement;
import org.almagest.catalog.QueryExample;
import org.almagest.catalog.ReleaseNotes;
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
   * @param data paths inside it are stored relative to its root, so that it may be moved
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
  public Optional<FilePlacement> commit(CatalogTable table, @Nullable String releaseDescription) {
    return commit(List.of(table), releaseDescription).get(0);
  }

  /**
   * Makes versions of tables the visible ones, in one transaction.
   *
   * @param releaseDescription null keeps what is known
   * @return where the version of each lies that was visible until now
   * @throws CatalogStoreException if the database does not answer; nothing has changed then
   */
  public List<Optional<FilePlacement>> commit(
      List<CatalogTable> tables, @Nullable String releaseDescription) {
    return commit(tables, ReleaseNotes.description(releaseDescription));
  }

  /**
   * Makes versions of tables the visible ones, and keeps what is said of their releases, in one
   * transaction.
   *
   * @return where the version of each lies that was visible until now
   * @throws CatalogStoreException if the database does not answer; nothing has changed then
   */
  public List<Optional<FilePlacement>> commit(List<CatalogTable> tables, ReleaseNotes notes) {
    return changed(
        "Cannot make the tables "
            + tables.stream().map(CatalogTable::qualifiedName).toList()
            + " visible",
        connection -> {
          List<Optional<FilePlacement>> replaced = new ArrayList<>();
          for (CatalogTable table : tables) {
            replaced.add(write(connection, table, notes.description()));
          }
          for (String release : releases(tables)) {
            write(connection, release, notes);
          }
          return replaced;
        });
  }

  /** What is done to the catalog in one transaction. */
  @FunctionalInterface
  private interface Change<T> {
    T make(Connection connection) throws SQLException;
  }

  private <T> T changed(String failure, Change<T> change) {
    try (Connection connection = database.getConnection()) {
      boolean autoCommit = connection.getAutoCommit();
      connection.setAutoCommit(false);
      try {
        // First of all, so that commits go one after the other.
        execute(connection, "UPDATE catalog_version SET version = version + 1");
        T made = change.make(connection);
        connection.commit();
        return made;
      } finally {
        // Undoes what was not committed: switching back to auto-commit alone would commit it.
        connection.rollback();
        connection.setAutoCommit(autoCommit);
      }
    } catch (SQLException e) {
      throw new CatalogStoreException(failure + ": " + e.getMessage(), e);
    }
  }

  private static Set<String> releases(List<CatalogTable> tables) {
    return tables.stream().map(CatalogTable::schema).collect(Collectors.toSet());
  }

  private static void write(Connection connection, String release, ReleaseNotes notes)
      throws SQLException {
    if (!notes.examples().isEmpty()) {
      new ExampleRows(connection).replace(release, notes.examples());
    }
    if (!notes.found().isEmpty()) {
      new CitationRows(connection).addIfNone(release, notes.found());
    }
    if (!notes.citation().isEmpty()) {
      new CitationRows(connection).add(release, notes.citation());
    }
  }

  private Optional<FilePlacement> write(
      Connection connection, CatalogTable table, @Nullable String releaseDescription)
      throws SQLException {
    execute(
        connection,
        "INSERT INTO release (name, description) VALUES (?, ?) ON CONFLICT (lower(name))"
            + " DO UPDATE SET description = coalesce(excluded.description, release.description)",
        table.schema(),
        releaseDescription);
    Optional<FilePlacement> replaced = placement(connection, table.schema(), table.name());
    execute(
        connection,
        "DELETE FROM release_table WHERE lower(release) = lower(?) AND lower(name) = lower(?)",
        table.schema(),
        table.name());
    SkyColumns sky = table.skyColumns();
    execute(
        connection,
        "INSERT INTO release_table (release, name, description, layout, location, row_count,"
            + " byte_count, ra_column, dec_column, utype, table_index)"
            + " SELECT name, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM release"
            + " WHERE lower(name) = lower(?)",
        table.name(),
        table.description(),
        table.files().layout().name(),
        stored(table.files()),
        table.rows(),
        table.bytes(),
        sky == null ? null : sky.ra(),
        sky == null ? null : sky.dec(),
        table.notes().utype(),
        table.notes().index(),
        table.schema());
    writeColumns(connection, table);
    new NoteRows(connection).write(table);
    return replaced;
  }

  private Optional<FilePlacement> placement(Connection connection, String release, String table)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT layout, location FROM release_table"
                + " WHERE lower(release) = lower(?) AND lower(name) = lower(?)")) {
      query.setString(1, release);
      query.setString(2, table);
      try (ResultSet rows = query.executeQuery()) {
        return rows.next()
            ? Optional.of(
                new FilePlacement(
                    FilePlacement.Layout.valueOf(rows.getString(1)),
                    CatalogQuery.location(data, rows.getString(2))))
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

  /**
   * A folder of the data directory is relative to it, so that it may be moved; one that is only
   * registered stays where it is.
   */
  private String stored(FilePlacement placement) {
    if (!placement.isLocal()) {
      return placement.location();
    }
    Path root = placement.root().normalize();
    return (root.startsWith(data.root()) ? data.root().relativize(root) : root)
        .toString()
        .replace('\\', '/');
  }

  /**
   * Takes a table out of a release; its files stay.
   *
   * @return where they lie, or empty if there is no such table
   * @throws CatalogStoreException if the database does not answer; nothing has changed then
   */
  public Optional<FilePlacement> remove(String release, String table) {
    return changed(
        "Cannot remove the table [" + release + "." + table + "]",
        connection -> {
          Optional<FilePlacement> removed = placement(connection, release, table);
          execute(
              connection,
              "DELETE FROM release_table WHERE lower(release) = lower(?) AND lower(name) ="
                  + " lower(?)",
              release,
              table);
          return removed;
        });
  }

  /**
   * Sets the queries to learn from of a release, which is made if it is not there.
   *
   * @throws CatalogStoreException if the database does not answer; nothing has changed then
   */
  public void setExamples(String release, List<QueryExample> examples) {
    changed(
        "Cannot keep the examples of [" + release + "]",
        connection -> {
          new ExampleRows(connection).replace(release, examples);
          return examples;
        });
  }

  /**
   * Says how to name a release in a paper; what the citation does not say stays as it is known.
   *
   * @throws CatalogStoreException if the database does not answer; nothing has changed then
   */
  public void addCitation(String release, Citation citation) {
    changed(
        "Cannot keep the citation of [" + release + "]",
        connection -> {
          new CitationRows(connection).add(release, citation);
          return citation;
        });
  }

  /**
   * Says how to name a release in a paper, unless that is known.
   *
   * @throws CatalogStoreException if the database does not answer; nothing has changed then
   */
  public void addCitationIfNone(String release, Citation citation) {
    changed(
        "Cannot keep the citation of [" + release + "]",
        connection -> {
          new CitationRows(connection).addIfNone(release, citation);
          return citation;
        });
  }

  /** The folders of this machine of all versions that are visible. */
  public Set<Path> visibleFolders() {
    Set<Path> folders = new HashSet<>();
    for (CatalogSchema release : releases()) {
      release.tables().stream()
          .map(CatalogTable::files)
          .filter(FilePlacement::isLocal)
          .forEach(placement -> folders.add(placement.root()));
    }
    return folders;
  }
}
