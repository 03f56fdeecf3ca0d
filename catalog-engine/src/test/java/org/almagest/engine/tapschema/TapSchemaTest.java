package org.almagest.engine.tapschema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.almagest.backend.Execution;
import org.almagest.backend.RowStream;
import org.almagest.backend.duckdb.DuckDb;
import org.almagest.backend.duckdb.DuckDbBackend;
import org.almagest.backend.duckdb.DuckDbSettings;
import org.almagest.catalog.Catalog;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.CatalogSchema;
import org.almagest.catalog.CatalogTable;
import org.almagest.catalog.ColumnGroup;
import org.almagest.catalog.ColumnGroup.Kind;
import org.almagest.catalog.ColumnGroup.Member;
import org.almagest.catalog.ColumnGroup.Role;
import org.almagest.catalog.ColumnType;
import org.almagest.catalog.FilePlacement;
import org.almagest.catalog.ForeignKey;
import org.almagest.catalog.TableNotes;
import org.almagest.engine.QueryEngine;
import org.almagest.engine.QueryPlan;
import org.almagest.engine.QueryRequest;
import org.almagest.engine.RoutePreference;
import org.almagest.engine.RouterSettings;
import org.almagest.engine.RoutingQueryEngine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TapSchemaTest {

  @TempDir static Path folder;
  private static DuckDb database;
  private static TapSchema tapSchema;
  private static QueryEngine engine;

  @BeforeAll
  static void start() {
    Path files = folder.resolve("tap_schema");
    database = new DuckDb(new DuckDbSettings(512, 2, folder.resolve("spill"), List.of(files)));
    tapSchema = new TapSchema(files);
    engine =
        new RoutingQueryEngine(
            List.of(new DuckDbBackend(database)), RouterSettings.DEFAULT, files, tapSchema);
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  private static List<List<Object>> rows(Catalog catalog, String adql) {
    List<List<Object>> rows = new ArrayList<>();
    try (Execution execution =
            engine
                .plan(
                    new QueryRequest(adql, RoutePreference.AUTO, OptionalLong.empty()),
                    tapSchema.addTo(catalog))
                .execution();
        RowStream stream = execution.rows()) {
      while (stream.advance()) {
        Object[] row = new Object[stream.columns().size()];
        Arrays.setAll(row, stream::value);
        rows.add(Arrays.asList(row));
      }
    }
    return rows;
  }

  private static CatalogTable table(String schema, String name, TableNotes notes, String... names) {
    return new CatalogTable(
        schema,
        name,
        null,
        Arrays.stream(names).map(column -> CatalogColumn.of(column, ColumnType.LONG)).toList(),
        null,
        new FilePlacement(FilePlacement.Layout.PARQUET, folder.resolve(name)),
        1,
        1,
        notes);
  }

  private static Catalog release() {
    CatalogTable source =
        table(
            "dr1",
            "Source",
            new TableNotes(
                "dm:source",
                null,
                List.of(
                    new ForeignKey("fk", "visit", "VISIT", "visitId"),
                    new ForeignKey("hidden", "visit", "Secret", "visitId")),
                List.of(
                    new ColumnGroup(
                        "size",
                        Kind.VALUE_ERROR,
                        List.of(
                            new Member("size", Role.VALUE),
                            new Member("sizeErr", Role.ERROR, List.of("size"))),
                        null,
                        null))),
            "visit",
            "size",
            "sizeErr");
    return new Catalog(
        List.of(
            new CatalogSchema(
                "dr1",
                "A release",
                List.of(source, table("dr1", "Visit", TableNotes.NONE, "visitId")))));
  }

  @Test
  void keysAreThoseWhoseTargetsTheUserSees() {
    assertThat(
            rows(
                release(),
                "SELECT k.from_table, k.target_table, c.from_column, c.target_column"
                    + " FROM TAP_SCHEMA.keys AS k"
                    + " JOIN TAP_SCHEMA.key_columns AS c ON c.key_id = k.key_id"
                    + " WHERE k.from_table = 'dr1.Source'"))
        .containsExactly(List.of("dr1.Source", "dr1.Visit", "visit", "visitId"));
  }

  @Test
  void columnsThatBelongTogetherAreShown() {
    assertThat(
            rows(
                release(),
                "SELECT g.table_name, g.kind, c.column_name, c.role, c.of_columns"
                    + " FROM TAP_SCHEMA.groups AS g"
                    + " JOIN TAP_SCHEMA.group_columns AS c ON c.group_id = g.group_id"
                    + " ORDER BY 3"))
        .containsExactly(
            Arrays.asList("dr1.Source", "value-error", "\"size\"", "value", null),
            List.of("dr1.Source", "value-error", "sizeErr", "error", "\"size\""));
  }

  @Test
  void describesItself() {
    assertThat(
            rows(
                release(),
                "SELECT t.table_name, COUNT(*) AS n FROM TAP_SCHEMA.tables AS t"
                    + " JOIN TAP_SCHEMA.columns AS c ON c.table_name = t.table_name"
                    + " WHERE t.schema_name = 'TAP_SCHEMA' AND c.std = 1 GROUP BY t.table_name"))
        .extracting(row -> row.get(0), row -> ((Number) row.get(1)).intValue())
        .containsExactlyInAnyOrder(
            tuple("TAP_SCHEMA.schemas", 4),
            tuple("TAP_SCHEMA.tables", 6),
            tuple("TAP_SCHEMA.columns", 14),
            tuple("TAP_SCHEMA.keys", 5),
            tuple("TAP_SCHEMA.key_columns", 3));
  }

  @Test
  void hugeReleaseIsWrittenOnceForAllUsers() {
    String[] columns = IntStream.range(0, 200).mapToObj(i -> "column_" + i).toArray(String[]::new);
    CatalogSchema huge =
        new CatalogSchema(
            "huge",
            null,
            IntStream.range(0, 1000)
                .mapToObj(i -> table("huge", "table_" + i, TableNotes.NONE, columns))
                .toList());
    String count = "SELECT COUNT(*) AS n FROM TAP_SCHEMA.columns WHERE table_name LIKE 'huge.%'";
    assertThat(rows(new Catalog(List.of(huge)), count)).containsExactly(List.of(200_000L));

    Instant start = Instant.now();
    for (int user = 0; user < 20; user++) {
      CatalogSchema mydb =
          new CatalogSchema(
              "mydb", null, List.of(table("mydb", "mine_" + user, TableNotes.NONE, "a")));
      Catalog catalog = new Catalog(List.of(huge, mydb));
      assertThat(rows(catalog, count)).containsExactly(List.of(200_000L));
      assertThat(
              rows(catalog, "SELECT table_name FROM TAP_SCHEMA.tables WHERE schema_name = 'mydb'"))
          .containsExactly(List.of("mydb.mine_" + user));
    }
    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void emptyUserDatabaseHasNoRows() {
    Catalog catalog =
        new Catalog(List.of(new CatalogSchema("mydb", "Tables of user u", List.of())));
    assertThat(rows(catalog, "SELECT schema_name, schema_index FROM TAP_SCHEMA.schemas"))
        .containsExactlyInAnyOrder(List.of("TAP_SCHEMA", 0), List.of("mydb", 1));
    assertThat(rows(catalog, "SELECT * FROM TAP_SCHEMA.keys")).hasSize(7);
  }

  private static Catalog catalogOf(int user) {
    CatalogSchema mydb =
        new CatalogSchema(
            "mydb", null, List.of(table("mydb", "mine_" + user, TableNotes.NONE, "a")));
    return new Catalog(List.of(release().schemas().get(0), mydb));
  }

  private static long folders() throws IOException {
    try (Stream<Path> entries = Files.list(folder.resolve("tap_schema"))) {
      return entries.count();
    }
  }

  private static long filesAndLinks() throws IOException {
    try (Stream<Path> entries = Files.walk(folder.resolve("tap_schema"))) {
      return entries.filter(Files::isRegularFile).count();
    }
  }

  @Test
  void foldersAndTimeAreBoundedWithTenThousandUsers() throws IOException {
    Instant start = Instant.now();
    String mine = "SELECT table_name FROM TAP_SCHEMA.tables WHERE schema_name = 'mydb'";
    for (int user = 0; user < 10_000; user++) {
      Catalog catalog = tapSchema.addTo(catalogOf(user));
      if (user % 100 == 0) {
        assertThat(rows(catalogOf(user), mine)).containsExactly(List.of("mydb.mine_" + user));
      } else if (user % 10 == 0) {
        tapSchema.hold(catalog).close();
      }
    }
    assertThat(folders()).isLessThanOrEqualTo(64 + 256);
    assertThat(filesAndLinks()).isLessThan(4_000);
    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(60));
  }

  @Test
  void catalogThatIsNotAskedForTapSchemaWritesNothing() throws IOException {
    long before = filesAndLinks();
    for (int user = 20_000; user < 20_100; user++) {
      tapSchema.addTo(catalogOf(user));
    }
    assertThat(filesAndLinks()).isEqualTo(before);
  }

  @Test
  void planAndRunningQueryKeepTheirRowsWhileOthersComeAndGo() {
    String mine = "SELECT table_name FROM TAP_SCHEMA.tables WHERE schema_name = 'mydb'";
    QueryRequest request = new QueryRequest(mine, RoutePreference.AUTO, OptionalLong.empty());
    QueryPlan plan = engine.plan(request, tapSchema.addTo(catalogOf(30_000)));
    others(30_001);
    try (Execution execution = plan.execution()) {
      others(30_101);
      try (RowStream stream = execution.rows()) {
        assertThat(stream.advance()).isTrue();
        assertThat(stream.value(0)).isEqualTo("mydb.mine_30000");
        assertThat(stream.advance()).isFalse();
      }
    }
  }

  private static void others(int first) {
    for (int user = first; user < first + 100; user++) {
      tapSchema.hold(tapSchema.addTo(catalogOf(user))).close();
    }
  }

  @Test
  void whatADeadProcessLeftIsRemoved() throws IOException {
    Path left = folder.resolve("left");
    Files.createDirectories(left.resolve("some/tables"));
    Files.createFile(left.resolve("some/tables/0.parquet"));
    TapSchema started = new TapSchema(left);
    assertThat(left).isEmptyDirectory();
    assertThatThrownBy(() -> started.hold(tapSchema.addTo(catalogOf(1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The catalog has no TAP_SCHEMA of this process");
  }
}
