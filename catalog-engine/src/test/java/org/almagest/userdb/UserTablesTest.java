package org.almagest.userdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.CatalogColumn.Access;
import org.almagest.catalog.CatalogColumn.Visibility;
import org.almagest.catalog.CatalogTable;
import org.almagest.catalog.ColumnType;
import org.almagest.catalog.DataDirectory;
import org.almagest.catalog.FilePlacement;
import org.almagest.catalog.FilePlacement.Layout;
import org.almagest.catalog.SkyColumns;
import org.almagest.catalog.VotableType;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserTablesTest {
  private static EmbeddedPostgres postgres;

  @TempDir Path folder;
  private UserTables tables;

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
    tables = new UserTables(postgres.getPostgresDatabase(), new DataDirectory(folder));
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("TRUNCATE user_table CASCADE");
    }
  }

  private static CatalogColumn column(String name, ColumnType type, String unit, String ucd) {
    return new CatalogColumn(
        name,
        type,
        unit,
        ucd,
        "src:" + name,
        "About " + name,
        Visibility.PRINCIPAL,
        Access.INDEXED);
  }

  private static final List<CatalogColumn> COLUMNS =
      List.of(
          column("objectId", ColumnType.LONG, null, "meta.id;meta.main"),
          column("ra", ColumnType.DOUBLE, "deg", "pos.eq.ra;meta.main"),
          column("decl", ColumnType.DOUBLE, "deg", "POS.EQ.DEC;meta.main"),
          column("pos", ColumnType.STRING, null, null).withXtype("point"),
          column("flux", ColumnType.STRING, "nJy", "phot.flux")
              .withDeclared(new VotableType("float", "8x*")));

  private NewVersion write(String owner, String name, String version) throws IOException {
    UserTableName tableName = new UserTableName(name);
    Path files = tables.newFolder(owner, tableName, version);
    Files.createDirectory(files);
    Files.writeString(files.resolve("part-0.parquet"), "PAR1");
    return new NewVersion(owner, tableName, version, files, COLUMNS, 12, 4, "job1", "SELECT 1");
  }

  private void commit(NewVersion version, ExistingTable existing) throws Exception {
    try (Connection connection = postgres.getPostgresDatabase().getConnection()) {
      connection.setAutoCommit(false);
      tables.commit(connection, version, existing);
      connection.commit();
    }
  }

  @Test
  void committedTableKeepsWhatIsKnownOfItsColumns() throws Exception {
    NewVersion version = write("ada", "Stars", "job1-1");
    assertThat(tables.list("ada")).as("before the commit").isEmpty();

    commit(version, ExistingTable.FAIL);

    UserTable found = tables.find("ada", new UserTableName("STARS")).orElseThrow();
    CatalogTable table = found.table();
    assertThat(table.qualifiedName()).isEqualTo("mydb.Stars");
    assertThat(table.rows()).isEqualTo(12);
    assertThat(table.files()).isEqualTo(new FilePlacement(Layout.PARQUET, version.folder()));
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
    commit(write("ada", "stars", "job1-1"), ExistingTable.FAIL);

    NewVersion second = write("ada", "Stars", "job2-1");
    assertThatThrownBy(() -> commit(second, ExistingTable.FAIL))
        .isInstanceOf(UserTableException.class)
        .hasMessageContaining("Table [mydb.Stars] exists");
    commit(second, ExistingTable.REPLACE);

    assertThat(tables.list("ada"))
        .singleElement()
        .extracting(UserTable::version)
        .isEqualTo("job2-1");
  }

  @Test
  void rolledBackCommitLeavesTheOldTable() throws Exception {
    commit(write("ada", "stars", "job1-1"), ExistingTable.FAIL);
    try (Connection connection = postgres.getPostgresDatabase().getConnection()) {
      connection.setAutoCommit(false);
      tables.commit(connection, write("ada", "stars", "job2-1"), ExistingTable.REPLACE);
      connection.rollback();
    }
    assertThat(tables.list("ada"))
        .singleElement()
        .extracting(UserTable::version)
        .isEqualTo("job1-1");
  }

  @Test
  void dropRemovesRowAndFilesOfThatTableAlone() throws Exception {
    NewVersion gone = write("ada", "stars", "job1-1");
    NewVersion kept = write("ada", "galaxies", "job2-1");
    commit(gone, ExistingTable.FAIL);
    commit(kept, ExistingTable.FAIL);

    tables.drop("ada", new UserTableName("Stars"));

    assertThat(gone.folder()).doesNotExist();
    assertThat(kept.folder()).exists();
    assertThat(tables.list("ada")).hasSize(1);
    assertThatThrownBy(() -> tables.drop("ada", new UserTableName("stars")))
        .isInstanceOf(UserTableException.class)
        .hasMessage("There is no table [mydb.stars]");
    assertThatThrownBy(() -> tables.drop("bob", new UserTableName("galaxies")))
        .isInstanceOf(UserTableException.class);
  }

  @Test
  void sweepRemovesLeftoversTheSecondTimeItSeesThem() throws Exception {
    NewVersion current = write("ada", "stars", "job1-2");
    NewVersion leftover = write("ada", "stars", "job1-1");
    NewVersion onItsWay = write("ada", "stars", "job9-1");
    commit(current, ExistingTable.FAIL);

    tables.sweep(version -> !version.equals("job9-1"));
    assertThat(leftover.folder()).exists();
    tables.sweep(version -> !version.equals("job9-1"));

    assertThat(leftover.folder()).doesNotExist();
    assertThat(current.folder()).exists();
    assertThat(onItsWay.folder()).exists();
    tables.sweepAtStart(version -> true);
    assertThat(onItsWay.folder()).doesNotExist();
    assertThat(current.folder()).exists();
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
