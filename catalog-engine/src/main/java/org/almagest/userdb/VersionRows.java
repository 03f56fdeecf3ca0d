package org.almagest.userdb;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.CatalogColumn.Access;
import org.almagest.catalog.SkyColumns;
import org.almagest.catalog.VotableType;

/** How the versions of tables come and go in the database. */
final class VersionRows {
  private final Connection connection;

  VersionRows(Connection connection) {
    this.connection = connection;
  }

  /** A version of which only the place is known. */
  record Begun(String id, String owner, UserTableName name, String folder, String writer) {}

  /**
   * A version whose files are to be removed.
   *
   * @param lastTime whether its writer, if it has not noticed, can write no more
   */
  record Removing(String id, String folder, boolean lastTime) {}

  /** Lets one transaction after the other decide what is the table of that name. */
  void lockName(String owner, UserTableName name) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT pg_advisory_xact_lock(hashtextextended('mydb/' || ? || '/' || ?, 0))")) {
      statement.setString(1, owner);
      statement.setString(2, name.folded());
      statement.execute();
    }
  }

  boolean hasCurrent(String owner, UserTableName name) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT 1 FROM user_table_version"
                + " WHERE owner = ? AND folded = ? AND state = 'CURRENT'")) {
      statement.setString(1, owner);
      statement.setString(2, name.folded());
      try (ResultSet row = statement.executeQuery()) {
        return row.next();
      }
    }
  }

  /** Takes the name from the version that has it; false if none has. */
  boolean end(String owner, UserTableName name, String state) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            UPDATE user_table_version SET state = ?, ended = clock_timestamp()
             WHERE owner = ? AND folded = ? AND state = 'CURRENT'
            """)) {
      statement.setString(1, state);
      statement.setString(2, owner);
      statement.setString(3, name.folded());
      return statement.executeUpdate() > 0;
    }
  }

  /** Makes a version the table; false if it is given up by now. */
  boolean show(NewVersion version) throws SQLException {
    Optional<SkyColumns> sky = PositionColumns.in(version.columns());
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            UPDATE user_table_version
               SET state = 'CURRENT', committed = now(), row_count = ?, byte_count = ?,
                   ra_column = ?, dec_column = ?, job = ?, adql = ?
             WHERE id = ? AND state = 'WRITING'
            """)) {
      statement.setLong(1, version.rows());
      statement.setLong(2, version.bytes());
      statement.setString(3, sky.map(SkyColumns::ra).orElse(null));
      statement.setString(4, sky.map(SkyColumns::dec).orElse(null));
      statement.setString(5, version.job());
      statement.setString(6, version.adql());
      statement.setString(7, version.id());
      if (statement.executeUpdate() == 0) {
        return false;
      }
    }
    writeColumns(version);
    return true;
  }

  private void writeColumns(NewVersion version) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            INSERT INTO user_table_column (version, position, name, type, unit, ucd, utype,
                                           description, visibility, access, xtype, datatype,
                                           arraysize)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)) {
      int position = 0;
      for (CatalogColumn column : version.columns()) {
        statement.setString(1, version.id());
        statement.setInt(2, position++);
        statement.setString(3, column.name());
        statement.setString(4, column.type().name());
        statement.setString(5, column.unit());
        statement.setString(6, column.ucd());
        statement.setString(7, column.utype());
        statement.setString(8, column.description());
        statement.setString(9, column.principal().name());
        statement.setString(10, Access.SCANNED.name());
        statement.setString(11, column.xtype());
        VotableType declared = column.declared();
        statement.setString(12, declared == null ? null : declared.datatype());
        statement.setString(13, declared == null ? null : declared.arraysize());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  void discard(String id) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "UPDATE user_table_version SET state = 'DISCARDED', ended = now()"
                + " WHERE id = ? AND state = 'WRITING'")) {
      statement.setString(1, id);
      statement.executeUpdate();
    }
  }

  /** Lets go what processes hold that have been silent for long. */
  void forgetSilentHolders(VersionTimes times) throws SQLException {
    // An outage of the database keeps the living silent too: they have one more lease to speak.
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            DELETE FROM version_holder
             WHERE alive_until < now() AND silent < now() - ? * interval '1 millisecond'
            """)) {
      statement.setLong(1, times.lease().toMillis());
      statement.executeUpdate();
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "UPDATE version_holder SET silent = now()"
                + " WHERE alive_until < now() AND silent IS NULL")) {
      statement.executeUpdate();
    }
  }

  /** Gives up what is over and held by nobody; call it in a transaction of its own. */
  void giveUpUnheld(VersionTimes times) throws SQLException {
    List<String> locked = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            SELECT id FROM user_table_version AS v
             WHERE (state IN ('SUPERSEDED', 'DROPPED', 'DISCARDED')
                    AND ended < now() - ? * interval '1 millisecond'
                    OR state = 'WRITING' AND began < now() - ? * interval '1 millisecond')
               AND NOT EXISTS (SELECT FROM version_hold WHERE version = v.id)
               FOR UPDATE SKIP LOCKED
            """)) {
      statement.setLong(1, times.grace().toMillis());
      statement.setLong(2, times.grace().toMillis());
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          locked.add(rows.getString(1));
        }
      }
    }
    if (locked.isEmpty()) {
      return;
    }
    // A statement of its own, which sees who held one until it was locked.
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            UPDATE user_table_version AS v SET state = 'REMOVING', removing = now()
             WHERE id = ANY (?) AND NOT EXISTS (SELECT FROM version_hold WHERE version = v.id)
            """)) {
      Array ids = connection.createArrayOf("text", locked.toArray());
      statement.setArray(1, ids);
      statement.executeUpdate();
    }
  }

  List<Removing> removing(java.time.Duration kept) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            SELECT id, folder, removing < now() - ? * interval '1 millisecond'
              FROM user_table_version WHERE state = 'REMOVING'
            """)) {
      statement.setLong(1, kept.toMillis());
      List<Removing> removing = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          removing.add(new Removing(rows.getString(1), rows.getString(2), rows.getBoolean(3)));
        }
      }
      return removing;
    }
  }

  void forget(String id) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "DELETE FROM user_table_version WHERE id = ? AND state = 'REMOVING'")) {
      statement.setString(1, id);
      statement.executeUpdate();
    }
  }
}
