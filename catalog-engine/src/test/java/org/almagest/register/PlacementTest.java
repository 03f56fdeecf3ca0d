package org.almagest.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.almagest.backend.BackendId;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.CatalogSchema;
import org.almagest.catalog.CatalogTable;
import org.almagest.catalog.ColumnType;
import org.almagest.catalog.FilePlacement;
import org.almagest.catalog.Placement;
import org.almagest.catalog.ServerPlacement;
import org.almagest.catalog.TableNotes;
import org.almagest.engine.EngineException;
import org.almagest.engine.RoutePreference;
import org.almagest.engine.RouterSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables at several places, and how the back end is chosen among those that can have them. */
class PlacementTest {

  private static final ServerPlacement SERVER = new ServerPlacement("qserv", "dp1", "Object");

  @TempDir static Path folder;
  private static Bench bench;

  @BeforeAll
  static void open() throws Exception {
    bench = new Bench(folder);
    Path files = Files.createDirectories(bench.data.releases().resolve("placed"));
    // Planning lists the files; nothing here reads them.
    Files.createFile(files.resolve("part-0.parquet"));
    FilePlacement stored = new FilePlacement(FilePlacement.Layout.PARQUET, files);
    bench.more.add(
        new CatalogSchema(
            "placed",
            null,
            List.of(table("elsewhere", List.of(SERVER)), table("twice", List.of(SERVER, stored)))));
  }

  @AfterAll
  static void close() {
    bench.close();
  }

  private static CatalogTable table(String name, List<Placement> placements) {
    return new CatalogTable(
        "placed",
        name,
        null,
        List.of(CatalogColumn.of("id", ColumnType.LONG)),
        null,
        placements,
        1000,
        8000,
        TableNotes.NONE);
  }

  @Test
  void aTableThatIsInNoFilesIsRefusedByEnginesThatReadFiles() {
    assertThatThrownBy(() -> bench.plan(RoutePreference.AUTO, "SELECT id FROM placed.elsewhere"))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("No back end can run this query")
        .hasMessageContaining(
            "DUCKDB cannot run it: placed.elsewhere is in a database server, not in files")
        .hasMessageContaining(
            "SPARK cannot run it: placed.elsewhere is in a database server, not in files");
  }

  @Test
  void aTableThatIsInFilesTooIsReadThere() {
    assertThat(bench.plan(RoutePreference.AUTO, "SELECT id FROM placed.twice").route().backend())
        .isEqualTo(BackendId.DUCKDB);
  }

  @Test
  void theLeastCostDecidesAndIsTold() {
    String adql = "SELECT id FROM placed.twice";
    List<BackendId> chosen = new ArrayList<>();
    for (long line : new long[] {1000, 999}) {
      chosen.add(bench.routed(new RouterSettings(line, line, line), adql));
    }
    assertThat(chosen).containsExactly(BackendId.DUCKDB, BackendId.SPARK);
    assertThat(bench.plan(RoutePreference.AUTO, adql).route().reasons())
        .contains("Costs, in rows: DUCKDB 1,000, SPARK 10,000,500; the least is DUCKDB's.");
  }

  @Test
  void costDoesNotDecideAgainstTheWishOfTheJob() {
    assertThat(bench.plan(RoutePreference.SPARK, "SELECT id FROM placed.twice").route().backend())
        .isEqualTo(BackendId.SPARK);
  }
}
