package org.almagest.api.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.almagest.api.ChildJvm;
import org.almagest.catalog.DataDirectory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {
  @TempDir(cleanup = CleanupMode.NEVER)
  static Path folder;

  private static DataDirectory directory;

  @BeforeAll
  static void createOnce() {
    directory = new DataDirectory(folder);
    try (Database database = open()) {
      run(database, "CREATE TABLE kept (n int)", "INSERT INTO kept VALUES (42)");
    }
    assertThat(postgres()).as("the last user stops the server").isZero();
  }

  @AfterAll
  static void nothingIsLeftRunning() {
    assertThat(postgres()).isZero();
  }

  private static Database open() {
    return Database.open(directory, DatabaseSettings.embedded());
  }

  private static long postgres() {
    try {
      return PostmasterPid.read(directory.postgres().resolve("cluster"))
          .map(PostmasterPid::pid)
          .orElse(0L);
    } catch (IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    }
  }

  private static void run(Database database, String... statements) {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static int kept(Database database) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT n FROM kept")) {
      row.next();
      return row.getInt(1);
    }
  }

  @Test
  void whatIsCommittedIsOnTheDisk() throws Exception {
    try (Database database = open();
        Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT current_setting('fsync') || current_setting('synchronous_commit')"
                    + " || current_setting('full_page_writes')")) {
      row.next();
      assertThat(row.getString(1)).isEqualTo("ononon");
    }
  }

  @Test
  void serverIsSharedByProcessesAndStoppedByTheLast() throws Exception {
    try (ChildJvm other = ChildJvm.start(DatabaseProcess.class, folder.toString())) {
      assertThat(other.line()).isEqualTo("open");
      long server = postgres();
      try (Database database = open()) {
        assertThat(postgres()).isEqualTo(server);
        other.end();
        assertThat(kept(database)).isEqualTo(42);
      }
    }
    assertThat(postgres()).isZero();
  }

  @Test
  void serverOfAKilledProcessIsAdopted() throws Exception {
    try (ChildJvm other = ChildJvm.start(DatabaseProcess.class, folder.toString())) {
      other.line();
      long server = postgres();
      other.kill();
      assertThat(postgres()).isEqualTo(server);
      try (Database database = open()) {
        assertThat(postgres()).isEqualTo(server);
        assertThat(kept(database)).isEqualTo(42);
      }
    }
    assertThat(postgres()).isZero();
  }

  @Test
  void staleFilesOfAKilledServerDoNotPreventTheNextStart() throws Exception {
    try (ChildJvm other = ChildJvm.start(DatabaseProcess.class, folder.toString())) {
      other.line();
      long server = postgres();
      other.kill();
      new ProcessBuilder("kill", "-KILL", Long.toString(server)).start().waitFor();
      assertThat(directory.postgres().resolve("cluster/postmaster.pid")).exists();
      try (Database database = open()) {
        assertThat(postgres()).isPositive().isNotEqualTo(server);
        assertThat(kept(database)).isEqualTo(42);
      }
    }
  }

  @Test
  void serverThatHangsIsReplaced() throws Exception {
    try (ChildJvm other = ChildJvm.start(DatabaseProcess.class, folder.toString())) {
      other.line();
      long server = postgres();
      other.kill();
      new ProcessBuilder("kill", "-STOP", Long.toString(server)).start().waitFor();
      try (Database database = open()) {
        assertThat(postgres()).isPositive().isNotEqualTo(server);
        assertThat(kept(database)).isEqualTo(42);
      }
    }
  }

  @Test
  void serverThatRecoversSlowlyIsWaitedForAndNotStopped() throws Exception {
    try (ChildJvm other = ChildJvm.start(DatabaseProcess.class, folder.toString())) {
      other.line();
      other.kill();
      new ProcessBuilder("kill", "-KILL", Long.toString(postgres())).start().waitFor();
    }
    Path cluster = directory.postgres().resolve("cluster");
    Files.createFile(cluster.resolve("recovery.signal"));
    Files.writeString(
        cluster.resolve("postgresql.auto.conf"), "restore_command = 'sleep 2; false'\n");
    DatabaseSettings hasty = new DatabaseSettings(null, null, null, 4, Duration.ofSeconds(1));

    assertThatThrownBy(() -> Database.open(directory, hasty)).hasMessageContaining("pg_ctl");
    long server = postgres();
    assertThat(server).isPositive();
    assertThatThrownBy(() -> Database.open(directory, hasty))
        .hasMessageContaining("left to recover");
    try (Database database = open()) {
      assertThat(postgres()).isEqualTo(server);
      assertThat(kept(database)).isEqualTo(42);
    }
  }

  @Test
  void passwordIsReadableByItsOwnerAlone() throws IOException {
    assertThat(Files.getPosixFilePermissions(directory.postgres().resolve("password"))).hasSize(2);
  }

  @Test
  void externalServerThatDoesNotAnswerIsNamed() {
    DatabaseSettings nowhere =
        new DatabaseSettings(
            "jdbc:postgresql://127.0.0.1:1/none",
            "nobody",
            "",
            4,
            DatabaseSettings.embedded().startTimeout());
    assertThatThrownBy(() -> Database.open(directory, nowhere))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("jdbc:postgresql://127.0.0.1:1/none");
  }

  @Test
  void directoryHasOneService() {
    try (ServiceLock lock = ServiceLock.acquire(directory, "http://127.0.0.1:8080")) {
      assertThat(lock).isNotNull();
      assertThatThrownBy(() -> ServiceLock.acquire(directory, "http://127.0.0.1:8081"))
          .isInstanceOf(DatabaseException.class)
          .hasMessageContaining("process " + ProcessHandle.current().pid())
          .hasMessageContaining("http://127.0.0.1:8080");
    }
    ServiceLock.acquire(directory, "http://127.0.0.1:8081").close();
  }
}
