package org.almagest.userdb;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.almagest.catalog.CatalogSchema;
import org.almagest.catalog.CatalogTable;
import org.almagest.catalog.DataDirectory;
import org.almagest.files.DurableFiles;
import org.almagest.files.FileTree;
import org.almagest.userdb.UserTableException.Code;

/**
 * The tables of all users. A table is a folder of Parquet files for each version, and a row in the
 * database for each, one of which is the table: so a table appears, changes and goes at once. Who
 * reads or writes a version holds it; {@link #sweep} removes those that are over and that nobody
 * holds, whoever wrote them.
 */
public final class UserTables implements AutoCloseable {
  /** A writer that has lost its version may go on for a while, and make its folder anew. */
  private static final Duration REMOVED_KEPT = Duration.ofHours(1);

  private final DataSource dataSource;
  private final Path root;
  private final VersionFolders folders;
  private final VersionTimes times;
  private final VersionHolds holds;
  private final DurableFiles disk;

  /** Over the tables of a data directory, with the usual times. */
  public UserTables(DataSource dataSource, DataDirectory directory) {
    this(dataSource, directory, VersionTimes.USUAL, DurableFiles.onDisk());
  }

  /** Over the tables of a data directory. */
  public UserTables(
      DataSource dataSource, DataDirectory directory, VersionTimes times, DurableFiles disk) {
    this.dataSource = dataSource;
    this.root = directory.root();
    this.folders = new VersionFolders(directory.mydb());
    this.times = times;
    this.holds = new VersionHolds(dataSource, times);
    this.disk = disk;
  }

  /** The tables of a user, by name. */
  public List<UserTable> list(String owner) {
    return inDatabase(connection -> new UserTableRows(connection, folders).list(owner));
  }

  /** One table of a user. */
  public Optional<UserTable> find(String owner, UserTableName name) {
    return inDatabase(connection -> new UserTableRows(connection, folders).find(owner, name));
  }

  /** The tables of a user as ADQL sees them. */
  public CatalogSchema schema(String owner) {
    return new CatalogSchema(
        UserTableName.SCHEMA,
        "Tables of user " + owner,
        list(owner).stream().map(UserTable::table).toList());
  }

  /**
   * Keeps the files of tables until the hold is closed, even if they are replaced or dropped. Asks
   * the database only for tables of users, and only if this process does not hold them already.
   *
   * @param tables as they were found a moment ago, user tables and others
   * @return empty if the version of one is gone by now: its user looks again
   */
  public Optional<VersionHold> hold(Collection<CatalogTable> tables) {
    Set<String> names = new HashSet<>();
    for (CatalogTable table : tables) {
      if (table.schema().equals(UserTableName.SCHEMA)) {
        folders.nameOf(table.files().root()).ifPresent(names::add);
      }
    }
    if (names.isEmpty()) {
      return Optional.of(new VersionHold(holds, names));
    }
    try {
      return holds.hold(names);
    } catch (SQLException failure) {
      throw storeFailed(failure);
    }
  }

  /**
   * Begins a version of a table, and holds it.
   *
   * @param writer who writes it: the kind, and which of that kind; for those who look for it
   * @throws UserTableException if there is no place for it
   */
  public VersionWriting begin(String owner, UserTableName name, String writer) {
    String id = UUID.randomUUID().toString();
    VersionRows.Begun version =
        new VersionRows.Begun(id, owner, name, folders.name(owner, name, id), writer);
    Set<String> folder = Set.of(version.folder());
    VersionHold hold;
    try {
      hold =
          holds
              .hold(
                  folder,
                  rows -> {
                    rows.begin(version);
                    return folder;
                  })
              .orElseThrow();
    } catch (SQLException failure) {
      throw storeFailed(failure);
    }
    try {
      return new VersionWriting(this, version, folders.create(version.folder()), hold);
    } catch (IOException failure) {
      hold.close();
      throw new UserTableException(
          Code.STORE_FAILED,
          "No folder can be made for table [mydb." + name.shown() + "]: " + failure.getMessage(),
          failure);
    }
  }

  void keep(Path folder, UserTableName name) {
    try {
      disk.keep(folder, root);
    } catch (IOException failure) {
      throw new UserTableException(
          Code.STORE_FAILED,
          "The files of table [mydb." + name.shown() + "] do not reach the disk",
          failure);
    }
  }

  /** What fails here is done by a sweep. */
  void discard(String id, Path folder) {
    try (Connection connection = dataSource.getConnection()) {
      new VersionRows(connection).discard(id);
      FileTree.delete(folder);
    } catch (SQLException | IOException left) {
      return;
    }
  }

  /**
   * Makes a version the table, as part of the caller's transaction.
   *
   * @throws UserTableException if there is such a table and it may not be replaced
   */
  public void commit(Connection connection, NewVersion version, ExistingTable existing) {
    try {
      VersionRows rows = new VersionRows(connection);
      rows.lockName(version.owner(), version.name());
      switch (existing) {
        case FAIL -> {
          if (rows.hasCurrent(version.owner(), version.name())) {
            throw tableExists(version.name());
          }
        }
        case REPLACE -> rows.end(version.owner(), version.name(), "SUPERSEDED");
      }
      if (!rows.show(version)) {
        throw new UserTableException(
            Code.STORE_FAILED,
            "The files of table [mydb."
                + version.name().shown()
                + "] were given up: their writer was silent for too long");
      }
    } catch (SQLException failure) {
      throw storeFailed(failure);
    }
  }

  /**
   * Drops a table. Its files go with a sweep, once nobody reads them.
   *
   * @throws UserTableException if there is no such table
   */
  public void drop(String owner, UserTableName name) {
    boolean dropped =
        inDatabase(connection -> new VersionRows(connection).end(owner, name, "DROPPED"));
    if (!dropped) {
      throw noSuchTable(name);
    }
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

  /**
   * Removes the files of versions that are over, or whose writer is gone, and that nobody holds.
   * Only versions of this database are touched: a data directory that was started over another
   * database by mistake must not lose its tables.
   *
   * @throws UserTableException if files cannot be removed; the others are
   */
  public void sweep() {
    inTransaction(connection -> new VersionRows(connection).forgetSilentHolders(times));
    inTransaction(connection -> new VersionRows(connection).giveUpUnheld(times));
    List<VersionRows.Removing> removing =
        inDatabase(connection -> new VersionRows(connection).removing(REMOVED_KEPT));
    UserTableException failed = null;
    for (VersionRows.Removing version : removing) {
      try {
        remove(version);
      } catch (IOException failure) {
        UserTableException now =
            new UserTableException(
                Code.STORE_FAILED,
                "The files of a version in [" + version.folder() + "] cannot be removed",
                failure);
        if (failed == null) {
          failed = now;
        } else {
          failed.addSuppressed(now);
        }
      }
    }
    if (failed != null) {
      throw failed;
    }
  }

  private void remove(VersionRows.Removing version) throws IOException {
    FileTree.delete(folders.of(version.folder()));
    if (version.lastTime()) {
      inTransaction(connection -> new VersionRows(connection).forget(version.id()));
    }
  }

  private <T> T inDatabase(Query<T> query) {
    try (Connection connection = dataSource.getConnection()) {
      return query.run(connection);
    } catch (SQLException failure) {
      throw storeFailed(failure);
    }
  }

  private void inTransaction(Change change) {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try {
        change.run(connection);
        connection.commit();
      } catch (SQLException | RuntimeException failure) {
        connection.rollback();
        throw failure;
      } finally {
        connection.setAutoCommit(true);
      }
    } catch (SQLException failure) {
      throw storeFailed(failure);
    }
  }

  private static UserTableException storeFailed(SQLException failure) {
    return new UserTableException(
        Code.STORE_FAILED, "The list of user tables cannot be used", failure);
  }

  /** Lets go what this process holds. */
  @Override
  public void close() {
    holds.close();
  }

  @FunctionalInterface
  private interface Query<T> {
    T run(Connection connection) throws SQLException;
  }

  @FunctionalInterface
  private interface Change {
    void run(Connection connection) throws SQLException;
  }
}
