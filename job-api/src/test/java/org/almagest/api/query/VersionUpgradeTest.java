package org.almagest.api.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.sql.DataSource;
import org.almagest.api.TestDatabase;
import org.almagest.catalog.DataDirectory;
import org.almagest.files.DurableFiles;
import org.almagest.userdb.UserTable;
import org.almagest.userdb.UserTableName;
import org.almagest.userdb.UserTables;
import org.almagest.userdb.VersionTimes;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database with user tables whose versions get rows. */
class VersionUpgradeTest {
  private static final String NAME = "before_the_versions";

  @TempDir private static Path root;

  private static DataSource database;

  @BeforeAll
  static void upgradeADatabaseWithTables() throws IOException {
    HikariDataSource shared = (HikariDataSource) TestDatabase.shared().dataSource();
    JdbcClient.create(shared).sql("CREATE DATABASE " + NAME).update();
    PGSimpleDataSource own = new PGSimpleDataSource();
    own.setUrl(shared.getJdbcUrl());
    own.setDatabaseName(NAME);
    own.setUser(shared.getUsername());
    own.setPassword(shared.getPassword());
    database = own;
    flyway().target("23.1").load().migrate();
    job("first", "mydb.Stars", 1);
    job("second", " MYDB . stars", 2);
    job("nowhere", "mydb.../x", 1);
    job("file", "", 1);
    insert(
        """
        INSERT INTO user_table (owner, folded, name, version, row_count, byte_count, ra_column,
                                dec_column, job, adql, created)
        VALUES ('ada', 'stars', 'Stars', 'second-2', 5, 50, 'ra', 'decl', 'second', 'SELECT 1',
                now())
        """);
    insert(
        """
        INSERT INTO user_table_column (owner, folded, position, name, type, visibility, access)
        VALUES ('ada', 'stars', 0, 'ra', 'DOUBLE', 'PRINCIPAL', 'SCANNED'),
               ('ada', 'stars', 1, 'decl', 'DOUBLE', 'PRINCIPAL', 'SCANNED')
        """);
    for (String version : new String[] {"first-1", "second-1", "second-2", "unknown-1"}) {
      Files.writeString(Files.createDirectories(folder(version)).resolve("part-0.parquet"), "PAR1");
    }
    flyway().load().migrate();
  }

  @AfterAll
  static void removeTheDatabase() {
    JdbcClient.create(TestDatabase.shared().dataSource()).sql("DROP DATABASE " + NAME).update();
  }

  private static FluentConfiguration flyway() {
    return Flyway.configure().dataSource(database).locations("classpath:db/migration");
  }

  private static Path folder(String version) {
    return new DataDirectory(root).mydb().resolve("ada/stars").resolve(version);
  }

  private static void insert(String sql) {
    JdbcClient.create(database).sql(sql).update();
  }

  private static void job(String id, String destination, int attempts) {
    insert(
        """
        INSERT INTO job (id, owner, kind, phase, parameters, created, execution_duration,
                         destruction, attempts)
        VALUES ('%s', 'ada', 'ASYNC', 'COMPLETED', '{"DESTINATION": "%s"}', now(), 60,
                now() + interval '7 days', %d)
        """
            .formatted(id, destination, attempts));
  }

  @Test
  void tablesKeepTheirFilesAndWhatJobsLeftGoes() {
    try (UserTables tables =
        new UserTables(
            database,
            new DataDirectory(root),
            new VersionTimes(Duration.ofSeconds(1), Duration.ZERO, Duration.ZERO),
            DurableFiles.onDisk())) {
      tables.sweep();

      UserTable stars = tables.find("ada", new UserTableName("STARS")).orElseThrow();
      assertThat(stars.table().files().root()).isEqualTo(folder("second-2"));
      assertThat(stars.table().columns())
          .extracting(column -> column.name())
          .containsExactly("ra", "decl");
      assertThat(stars.table().rows()).isEqualTo(5);
      assertThat(stars.job()).isEqualTo("second");
      assertThat(folder("second-2")).exists();
      assertThat(folder("first-1")).as("of a job that was replaced").doesNotExist();
      assertThat(folder("second-1")).as("of an attempt that died").doesNotExist();
      assertThat(folder("unknown-1")).as("maybe another database's").exists();
    }
  }
}
