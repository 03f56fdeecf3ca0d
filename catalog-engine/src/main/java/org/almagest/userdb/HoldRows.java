package org.almagest.userdb;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** What a process holds, as rows of the database; each method is one statement. */
final class HoldRows {
  /**
   * None waits for the disk: what a broken server forgets is said again at the next renewal, sooner
   * than a sweep may miss it.
   */
  private static final String HOLDER =
      """
      WITH durability AS (SELECT set_config('synchronous_commit', 'off', true)),
      alive AS (
        INSERT INTO version_holder (id, alive_until)
        SELECT ?, now() + ? * interval '1 millisecond' FROM durability
        ON CONFLICT (id) DO UPDATE SET alive_until = excluded.alive_until, silent = NULL
      ),
      """;

  /** Whoever removes a version has its row locked: this waits, and sees that it is gone. */
  private static final String HOLD =
      HOLDER
          + """
          wanted AS (
            SELECT id, folder FROM user_table_version
             WHERE folder = ANY (?) AND state IN ('WRITING', 'CURRENT', 'SUPERSEDED', 'DROPPED')
               FOR SHARE
          ), held AS (
            INSERT INTO version_hold (version, holder) SELECT id, ? FROM wanted
            ON CONFLICT DO NOTHING
          )
          SELECT folder FROM wanted
          """;

  private static final String BEGIN =
      HOLDER
          + """
          begun AS (
            INSERT INTO user_table_version (id, owner, folded, name, state, writer, folder, began)
            VALUES (?, ?, ?, ?, 'WRITING', ?, ?, now())
            RETURNING id
          )
          INSERT INTO version_hold (version, holder) SELECT id, ? FROM begun
          """;

  private static final String LET_GO =
      """
      DELETE FROM version_hold USING user_table_version
       WHERE version = id AND holder = ? AND folder = ANY (?)
      """;

  private final Connection connection;
  private final UUID holder;
  private final Duration lease;

  HoldRows(Connection connection, UUID holder, Duration lease) {
    this.connection = connection;
    this.holder = holder;
    this.lease = lease;
  }

  /** Holds those of the versions that are there; gives their folders. */
  Set<String> hold(Set<String> folders) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(HOLD)) {
      statement.setObject(1, holder);
      statement.setLong(2, lease.toMillis());
      statement.setArray(3, connection.createArrayOf("text", folders.toArray()));
      statement.setObject(4, holder);
      Set<String> found = new HashSet<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getString(1));
        }
      }
      return found;
    }
  }

  /** Adds a version that is to be written. */
  void begin(VersionRows.Begun version) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(BEGIN)) {
      statement.setObject(1, holder);
      statement.setLong(2, lease.toMillis());
      statement.setString(3, version.id());
      statement.setString(4, version.owner());
      statement.setString(5, version.name().folded());
      statement.setString(6, version.name().shown());
      statement.setString(7, version.writer());
      statement.setString(8, version.folder());
      statement.setObject(9, holder);
      statement.executeUpdate();
    }
  }

  void letGo(Set<String> folders) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(LET_GO)) {
      statement.setObject(1, holder);
      statement.setArray(2, connection.createArrayOf("text", folders.toArray()));
      statement.executeUpdate();
    }
  }

  void leave() throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("DELETE FROM version_holder WHERE id = ?")) {
      statement.setObject(1, holder);
      statement.executeUpdate();
    }
  }
}
