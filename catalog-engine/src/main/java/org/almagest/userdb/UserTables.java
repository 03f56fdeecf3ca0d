package org.almagest.userdb;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.almagest.catalog.CatalogSchema;
import org.almagest.catalog.DataDirectory;
import org.almagest.userdb.UserTableException.Code;

/**
 * The tables of all users. A table is a folder of Parquet files for each version, and one row in
 * the database that says which version counts: so a table appears, changes and goes at once, and a
 * process that dies on the way leaves files that nobody sees and {@link #sweep} removes.
 */
public final class UserTables {
  private final DataSource dataSource;
  private final VersionFolders folders;
  private Set<Path> foundUnused = Set.of();

  /** Over the tables of a data directory. */
  public UserTables(DataSource dataSource, DataDirectory directory) {
    this.dataSource = dataSource;
    this.folders = new VersionFolders(directory.mydb());
  }

  /** The tables of a user, by name. */
  public List<UserTable> list(String owner) {
    return read(rows -> rows.list(owner));
  }

  /** One table of a user. */
  public Optional<UserTable> find(String owner, UserTableName name) {
    return read(rows -> rows.find(owner, name));
  }

  /** The tables of a user as ADQL sees them. */
  public CatalogSchema schema(String owner) {
    return new CatalogSchema(
        UserTableName.SCHEMA,
        "Tables of user " + owner,
        list(owner).stream().map(UserTable::table).toList());
  }

  /**
   * Where the files of a new version belong: a folder that does not exist yet, in one that does.
   *
   * @throws UserTableException if that folder cannot be made
   */
  public Path newFolder(String owner, UserTableName name, String version) {
    return folders.create(owner, name, version);
  }

  /**
   * Makes files the table, as part of the caller's transaction.
   *
   * @throws UserTableException if there is such a table and it may not be replaced
   */
  public void commit(Connection connection, NewVersion version, ExistingTable existing) {
    try {
      UserTableRows rows = new UserTableRows(connection, folders);
      boolean written =
          switch (existing) {
            case FAIL -> rows.insert(version);
            case REPLACE -> rows.replace(version);
          };
      if (!written) {
        throw tableExists(version.name());
      }
    } catch (SQLException failure) {
      throw storeFailed(failure);
    }
  }

  /**
   * Drops a table and its files.
   *
   * @throws UserTableException if there is no such table
   */
  public void drop(String owner, UserTableName name) {
    String version = read(rows -> rows.delete(owner, name)).orElseThrow(() -> noSuchTable(name));
    folders.delete(folders.of(owner, name, version));
  }

  /** The failure that names a table which is not there. */
  public static UserTableException noSuchTable(UserTableName name) {
    return new UserTableException(Code.NOT_FOUND, "There is no table [mydb." + name.shown() + "]");
  }

  /** The failure that says how to go on where a table is in the way. */
  public static UserTableException tableExists(UserTableName name) {
    return new UserTableException(
        Code.EXISTS,
        "Table [mydb."
            + name.shown()
            + "] exists: drop it, choose another name, or ask for it to be replaced"
            + " (DESTINATION_MODE=replace)");
  }

  /** Removes the files of a version that will not be committed. */
  public void discard(Path folder) {
    folders.delete(folder);
  }

  /**
   * Removes files of versions that no table has, at once: for the start, when nobody reads them.
   *
   * @param isLeftover tells whether a version that is not a table's will not become one either
   */
  public void sweepAtStart(Predicate<String> isLeftover) {
    unused(isLeftover).forEach(folders::delete);
  }

  /**
   * Removes files of versions that no table has, the second time that it finds them: a query that
   * began before its table was replaced may still read the old ones.
   *
   * @param isLeftover tells whether a version that is not a table's will not become one either
   */
  public synchronized void sweep(Predicate<String> isLeftover) {
    List<Path> unused = unused(isLeftover);
    unused.stream().filter(foundUnused::contains).forEach(folders::delete);
    foundUnused = Set.copyOf(unused);
  }

  private List<Path> unused(Predicate<String> isLeftover) {
    // Files first, rows second: a version committed between the two has its row by then.
    List<Path> present = folders.present();
    Set<Path> current = read(UserTableRows::folders);
    return present.stream()
        .filter(folder -> !current.contains(folder))
        .filter(folder -> isLeftover.test(folder.getFileName().toString()))
        .toList();
  }

  private <T> T read(Query<T> query) {
    try (Connection connection = dataSource.getConnection()) {
      return query.run(new UserTableRows(connection, folders));
    } catch (SQLException failure) {
      throw storeFailed(failure);
    }
  }

  private static UserTableException storeFailed(SQLException failure) {
    return new UserTableException(
        Code.STORE_FAILED, "The list of user tables cannot be used", failure);
  }

  @FunctionalInterface
  private interface Query<T> {
    T run(UserTableRows rows) throws SQLException;
  }
}
