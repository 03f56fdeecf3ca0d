package org.almagest.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.almagest.TestDatabase;
import org.almagest.TestSpark;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.CatalogTable;
import org.almagest.catalog.DataDirectory;
import org.almagest.catalog.ForeignKey;
import org.almagest.catalog.store.CatalogStore;
import org.almagest.hats.HatsCatalog;
import org.almagest.ingest.error.IngestException;
import org.almagest.ingest.task.IngestListener;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Columns that are seldom wanted, in a table of their own. */
class CompanionTest {

  private static final int ROWS = 3000;

  @TempDir static Path root;
  private static TestDatabase database;
  private static DataDirectory data;
  private static CatalogStore store;
  private static Path file;

  @BeforeAll
  static void start() throws IOException {
    database = new TestDatabase();
    data = new DataDirectory(root.resolve("data"));
    store = new CatalogStore(database.dataSource(), data);
    SplittableRandom random = new SplittableRandom(5);
    List<String> lines = new ArrayList<>(List.of("id,ra,dec,mag,spectrum,note"));
    for (int id = 0; id < ROWS; id++) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%d,%.4f,%.4f,%d.5,%s,%s",
              id,
              random.nextDouble(0, 40),
              random.nextDouble(-20, 20),
              id % 20,
              "x".repeat(200) + id,
              id % 3 == 0 ? "" : "note " + id));
    }
    file = Files.write(root.resolve("wide.csv"), lines);
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  private static IngestResult ingest(String table, String id, Companion... companions) {
    TestSpark.session();
    return new Ingest(data, store, Clock.systemUTC())
        .run(
            IngestRequest.of("wide", table, List.of(file))
                .with(new PartitionLimits(400, 1L << 30, 8))
                .with(new SkyOptions(5, id, null, List.of(companions))),
            IngestListener.NONE);
  }

  @Test
  void theCompanionHasItsColumnsByTheSameIdInTheSamePartitions() {
    IngestResult result =
        ingest("object", "id", new Companion("object_extra", List.of("note", "SPECTRUM")));
    CatalogTable companion = table("object_extra");
    assertThat(names(result.table())).containsExactly("id", "ra", "dec", "mag");
    assertThat(names(companion)).containsExactly("id", "ra", "dec", "note", "spectrum");
    assertThat(companion.notes().keys())
        .containsExactly(new ForeignKey("object_extra_object", "id", "object", "id"));
    assertThat(result.notes()).anyMatch(note -> note.contains("Companion [object_extra]"));
    HatsCatalog main = IngestedTables.catalog(result.table());
    HatsCatalog extra = IngestedTables.catalog(companion);
    assertThat(extra.tree().pixels()).isEqualTo(main.tree().pixels()).hasSizeGreaterThan(4);
    assertThat(IngestedTables.collection(companion).indexes()).containsOnlyKeys("id");
    assertThat(IngestedTables.collection(companion).margins()).isEmpty();
    assertThat(result.table().bytes()).isLessThan(companion.bytes());
    List<Row> rows =
        IngestedTables.rows(companion).select("id", "note", "spectrum").collectAsList();
    assertThat(rows)
        .hasSize(ROWS)
        .allSatisfy(
            row -> {
              int id = row.getInt(0);
              assertThat(row.getString(1)).isEqualTo(id % 3 == 0 ? null : "note " + id);
              assertThat(row.getString(2)).endsWith("x" + id);
            });
  }

  @Test
  void bothAreReplacedAtOnceAndOneThatFailsLeavesBoth() {
    ingest("twice", "id", new Companion("twice_extra", List.of("note")));
    CatalogTable before = table("twice_extra");
    refused("twice", "id", "There is no column [nothing] for the companion", "note", "nothing");
    assertThat(table("twice_extra")).isEqualTo(before);
    ingest("twice", "id", new Companion("twice_extra", List.of("spectrum")));
    assertThat(names(table("twice"))).containsExactly("id", "ra", "dec", "mag", "note");
    assertThat(names(table("twice_extra"))).containsExactly("id", "ra", "dec", "spectrum");
  }

  @Test
  void whatCannotBeACompanionIsRefused() {
    refused("object", null, "is joined by an id: name its column", "note");
    refused("object", "id", "The column [ra] stays in both tables", "ra");
    refused("bad_extra", "id", "The name [bad_extra] of a companion is taken", "note");
    refused("object", "id", "The column [note] is asked for twice", "note", "note");
  }

  private static void refused(String table, String id, String message, String... columns) {
    assertThat(
            catchThrowableOfType(
                IngestException.class,
                () -> ingest(table, id, new Companion("bad_extra", List.of(columns)))))
        .hasMessageContaining(message);
  }

  private static CatalogTable table(String name) {
    return store.releases().stream()
        .flatMap(release -> release.tables().stream())
        .filter(table -> table.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> names(CatalogTable table) {
    return table.columns().stream().map(CatalogColumn::name).toList();
  }
}
