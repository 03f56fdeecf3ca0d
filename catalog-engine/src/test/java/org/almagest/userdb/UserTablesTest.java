package org.almagest.userdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.almagest.catalog.CatalogColumn.Access;
import org.almagest.catalog.CatalogTable;
import org.almagest.catalog.DataDirectory;
import org.almagest.catalog.FilePlacement;
import org.almagest.catalog.FilePlacement.Layout;
import org.almagest.catalog.SkyColumns;
import org.almagest.files.DurableFiles;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserTablesTest {
  private static final Duration LEASE = Duration.ofMillis(600);

  private static EmbeddedPostgres postgres;

  @TempDir Path folder;
  private UserTables tables;
  private final List<Forced> forced = new ArrayList<>();

  @BeforeAll
  static void startDatabase() throws IOException {
    postgres = EmbeddedPostgres.start();
    Flyway.configure().dataSource(postgres.getPostgresDatabase()).load().migrate();
  }

  @AfterAll
  static void stopDatabase() throws IOException {
    postgres.close();
  }

  @BeforeEach
  void openTables() throws Exception {
    tables = process(Duration.ZERO);
    try (Connection connection = database().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("TRUNCATE user_table_version, version_holder CASCADE");
    }
  }

  @AfterEach
  void closeTables() {
    tables.close();
  }

  private static DataSource database() {
    return postgres.getPostgresDatabase();
  }

  /** The tables as another process has them, which lets go at once what it reads no more. */
  private UserTables process(Duration grace) {
    return new UserTables(
        database(),
        new DataDirectory(folder),
        new VersionTimes(LEASE, Duration.ZERO, grace),
        new DurableFiles(path -> forced.add(Forced.of(path, committed()))));
  }

  private static boolean committed() {
    try (Connection connection = database().getConnection();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery("SELECT 1 FROM user_table_version WHERE state = 'CURRENT'")) {
      return rows.next();
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** A file or folder as it was when it was brought to the disk. */
  private record Forced(Path path, long bytes, boolean committed) {
    static Forced of(Path path, boolean committed) throws IOException {
      return new Forced(path, Files.isDirectory(path) ? 0 : Files.size(path), committed);
    }
  }

  /** A version, and where its files are. */
  private record Written(NewVersion version, Path folder) {}

  private static Path fill(VersionWriting writing) throws IOException {
    Files.createDirectory(writing.folder());
    Files.writeString(writing.folder().resolve("part-0.parquet"), "PAR1");
    return writing.folder();
  }

  private Written write(String owner, String name) throws IOException {
    try (VersionWriting writing = tables.begin(owner, new UserTableName(name), "test")) {
      Path files = fill(writing);
      return new Written(writing.complete(StarColumns.ALL, 12, 4, "job1", "SELECT 1"), files);
    }
  }

  private Written commit(String owner, String name, ExistingTable existing) throws Exception {
    Written written = write(owner, name);
    commit(written.version(), existing);
    return written;
  }

  private void commit(NewVersion version, ExistingTable existing) throws Exception {
    try (Connection connection = database().getConnection()) {
      connection.setAutoCommit(false);
      tables.commit(connection, version, existing);
      connection.commit();
    }
  }

  @Test
  void committedTableKeepsWhatIsKnownOfItsColumns() throws Exception {
    Written written = write("ada", "Stars");
    assertThat(tables.list("ada")).as("before the commit").isEmpty();

    commit(written.version(), ExistingTable.FAIL);

    UserTable found = tables.find("ada", new UserTableName("STARS")).orElseThrow();
    CatalogTable table = found.table();
    assertThat(table.qualifiedName()).isEqualTo("mydb.Stars");
    assertThat(table.rows()).isEqualTo(12);
    assertThat(table.files()).isEqualTo(new FilePlacement(Layout.PARQUET, written.folder()));
    assertThat(table.sky()).hasValue(new SkyColumns("ra", "decl"));
    assertThat(table.column("RA").orElseThrow().unit()).isEqualTo("deg");
    assertThat(table.column("objectid").orElseThrow().indexed())
        .as("a new table has no index")
        .isEqualTo(Access.SCANNED);
    assertThat(found.job()).isEqualTo("job1");
    assertThat(found.adql()).isEqualTo("SELECT 1");
    assertThat(tables.schema("ada").tables()).containsExactly(table);
    assertThat(tables.schema("bob").tables()).as("others see nothing").isEmpty();
  }

  @Test
  void tableThatExistsIsReplacedOnlyWhenAsked() throws Exception {
    commit("ada", "stars", ExistingTable.FAIL);

    NewVersion second = write("ada", "Stars").version();
    assertThatThrownBy(() -> commit(second, ExistingTable.FAIL))
        .isInstanceOf(UserTableException.class)
        .hasMessageContaining("Table [mydb.Stars] exists");
    commit(second, ExistingTable.REPLACE);

    assertThat(tables.list("ada"))
        .singleElement()
        .extracting(UserTable::version)
        .isEqualTo(second.id());
  }

  @Test
  void rolledBackCommitLeavesTheOldTable() throws Exception {
    Written old = commit("ada", "stars", ExistingTable.FAIL);
    try (Connection connection = database().getConnection()) {
      connection.setAutoCommit(false);
      tables.commit(connection, write("ada", "stars").version(), ExistingTable.REPLACE);
      connection.rollback();
    }
    assertThat(tables.list("ada"))
        .singleElement()
        .extracting(UserTable::version)
        .isEqualTo(old.version().id());
  }

  @Test
  void everythingIsOnTheDiskBeforeItIsATable() throws Exception {
    Written written = commit("ada", "stars", ExistingTable.FAIL);

    Path file = written.folder().resolve("part-0.parquet");
    Path mydb = folder.resolve("mydb");
    assertThat(forced)
        .containsExactly(
            new Forced(file, 4, false),
            new Forced(written.folder(), 0, false),
            new Forced(mydb.resolve("ada/stars"), 0, false),
            new Forced(mydb.resolve("ada"), 0, false),
            new Forced(mydb, 0, false),
            new Forced(folder, 0, false));
  }

  @Test
  void dropRemovesThatTableAlone() throws Exception {
    Written gone = commit("ada", "stars", ExistingTable.FAIL);
    Written kept = commit("ada", "galaxies", ExistingTable.FAIL);

    tables.drop("ada", new UserTableName("Stars"));
    assertThat(tables.list("ada")).hasSize(1);
    awaitGone(gone.folder());

    assertThat(kept.folder()).exists();
    assertThatThrownBy(() -> tables.drop("ada", new UserTableName("stars")))
        .isInstanceOf(UserTableException.class)
        .hasMessage("There is no table [mydb.stars]");
    assertThatThrownBy(() -> tables.drop("bob", new UserTableName("galaxies")))
        .isInstanceOf(UserTableException.class);
  }

  private void awaitGone(Path files) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              tables.sweep();
              assertThat(files).doesNotExist();
            });
  }

  private void sweepForTwoLeases() {
    sweepForTwoLeases(tables);
  }

  @Test
  void whatAProcessReadsStaysUntilItHasReadIt() throws Exception {
    Written old = commit("ada", "stars", ExistingTable.FAIL);
    try (UserTables reader = process(Duration.ZERO)) {
      VersionHold first = reader.hold(reader.schema("ada").tables()).orElseThrow();
      VersionHold second = reader.hold(reader.schema("ada").tables()).orElseThrow();
      Written current = commit("ada", "stars", ExistingTable.REPLACE);

      sweepForTwoLeases();
      first.close();
      first.close();
      sweepForTwoLeases();
      assertThat(old.folder()).as("one still reads").exists();

      second.close();
      awaitGone(old.folder());
      assertThat(current.folder()).exists();
    }
  }

  @Test
  void whatAReaderHeldThatDiedIsLetGo() throws Exception {
    Written old = commit("ada", "stars", ExistingTable.FAIL);
    hold("ffffffff-0000-0000-0000-000000000000", old.version().id());
    commit("ada", "stars", ExistingTable.REPLACE);

    tables.sweep();
    assertThat(old.folder()).as("it may have been kept silent by an outage").exists();
    awaitGone(old.folder());
  }

  /** As a process does that dies at once. */
  private static void hold(String holder, String version) throws SQLException {
    update("INSERT INTO version_holder VALUES ('%s', now())".formatted(holder));
    update("INSERT INTO version_hold VALUES ('%s', '%s')".formatted(version, holder));
  }

  @Test
  void aVersionThatGoesBeforeItIsHeldIsNotHeld() throws Exception {
    Written old = commit("ada", "stars", ExistingTable.FAIL);
    List<CatalogTable> seen = tables.schema("ada").tables();
    commit("ada", "stars", ExistingTable.REPLACE);
    awaitGone(old.folder());

    assertThat(tables.hold(seen)).isEmpty();
    assertThat(tables.hold(tables.schema("ada").tables())).isPresent();
    assertThat(tables.hold(List.of())).as("a query of releases alone").isPresent();
  }

  @Test
  void versionsAreLeftAloneForTheirGrace() throws Exception {
    Written old = commit("ada", "stars", ExistingTable.FAIL);
    commit("ada", "stars", ExistingTable.REPLACE);
    try (UserTables patient = process(Duration.ofHours(1))) {
      sweepForTwoLeases(patient);
      assertThat(old.folder()).exists();
    }
  }

  private static void sweepForTwoLeases(UserTables sweeping) {
    long end = System.nanoTime() + 2 * LEASE.toNanos();
    await()
        .until(
            () -> {
              sweeping.sweep();
              return System.nanoTime() > end;
            });
  }

  @Test
  void whatIsWrittenStaysAndWhatAWriterLeftGoes() throws Exception {
    Path left;
    try (UserTables writer = process(Duration.ZERO);
        VersionWriting writing = writer.begin("ada", new UserTableName("stars"), "test")) {
      left = fill(writing);
      sweepForTwoLeases();
      assertThat(left).as("its writer lives").exists();
    }
    awaitGone(left);
  }

  @Test
  void aVersionThatWasGivenUpCannotBeCommitted() throws Exception {
    Written late = write("ada", "stars");
    awaitGone(late.folder());

    assertThatThrownBy(() -> commit(late.version(), ExistingTable.REPLACE))
        .isInstanceOf(UserTableException.class)
        .hasMessage(
            "The files of table [mydb.stars] were given up: their writer was silent for too long");
    assertThat(tables.list("ada")).isEmpty();
  }

  @Test
  void aWriterThatGoesOnAfterItsVersionWasGivenUpLeavesNothing() throws Exception {
    Written late = write("ada", "stars");
    awaitGone(late.folder());
    Files.createDirectory(late.folder());
    awaitGone(late.folder());
  }

  @Test
  void discardedFilesGoAtOnce() throws Exception {
    try (VersionWriting writing = tables.begin("ada", new UserTableName("stars"), "test")) {
      Path files = fill(writing);
      writing.discard();
      assertThat(files).doesNotExist();
    }
  }

  @Test
  void filesThatThisDatabaseDoesNotKnowAreNotTouched() throws Exception {
    Path other = Files.createDirectories(folder.resolve("mydb/ada/stars/of-another-database"));
    commit("ada", "stars", ExistingTable.FAIL);
    commit("ada", "stars", ExistingTable.REPLACE);
    sweepForTwoLeases();
    assertThat(other).exists();
  }

  @Test
  void filesThatCannotBeRemovedKeepNoOthers() throws Exception {
    Written stuck = commit("ada", "stars", ExistingTable.FAIL);
    Written gone = commit("ada", "galaxies", ExistingTable.FAIL);
    update(
        "UPDATE user_table_version SET folder = 'ada/' || repeat('x', 300) WHERE id = '%s'"
            .formatted(stuck.version().id()));
    tables.drop("ada", new UserTableName("stars"));
    tables.drop("ada", new UserTableName("galaxies"));

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              assertThatThrownBy(tables::sweep)
                  .isInstanceOf(UserTableException.class)
                  .hasMessageContaining("cannot be removed");
              assertThat(gone.folder()).doesNotExist();
            });
  }

  private static void update(String sql) throws SQLException {
    try (Connection connection = database().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void namesAreRegularIdentifiersOfMydb() {
    assertThat(UserTableName.ofQualified("MyDB.Near_1").folded()).isEqualTo("near_1");
    for (String wrong : List.of("near", "dr1.near", "mydb.", "mydb.a b", "mydb.1a", "mydb.../x")) {
      assertThatThrownBy(() -> UserTableName.ofQualified(wrong))
          .as(wrong)
          .isInstanceOf(UserTableException.class);
    }
    assertThatThrownBy(() -> new UserTableName("Order"))
        .hasMessage("[Order] is a word of ADQL: choose another name for the table");
  }
}
