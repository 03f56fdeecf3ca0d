package org.almagest.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.almagest.backend.ScanFiles;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.CatalogTable;
import org.almagest.catalog.ColumnType;
import org.almagest.catalog.FilePlacement;
import org.almagest.catalog.FilePlacement.Layout;
import org.almagest.hats.HatsCatalog;
import org.almagest.hats.HatsCollection;
import org.almagest.hats.HatsProperties;
import org.almagest.hats.Location;
import org.apache.parquet.schema.MessageTypeParser;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TableFilesTest {

  private final CountDownLatch server = new CountDownLatch(1);
  private final AtomicInteger asked = new AtomicInteger();
  private final TableFiles files = new TableFiles(this::open, Duration.ofSeconds(1));

  @AfterEach
  void answer() {
    server.countDown();
  }

  /** The files of one table are on a server that is away. */
  private HatsCollection open(CatalogTable table) {
    if (table.name().equals("away")) {
      asked.incrementAndGet();
      try {
        server.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    Location root = Location.of("/there/" + table.name());
    HatsCatalog catalog =
        new HatsCatalog(
            root,
            new HatsProperties(Map.of("hats_col_ra", "ra", "hats_col_dec", "dec")),
            MessageTypeParser.parseMessageType("message m { optional double ra; }"),
            Set.of(),
            List.of());
    return new HatsCollection(root, catalog, List.of(), Map.of());
  }

  private static CatalogTable table(String name) {
    return new CatalogTable(
        "r",
        name,
        null,
        List.of(CatalogColumn.of("ra", ColumnType.DOUBLE)),
        null,
        new FilePlacement(Layout.HATS, Path.of("/there/" + name)),
        1,
        1);
  }

  private ScanFiles scan(String name) {
    return files.scan(0, table(name), Wanted.ANYTHING);
  }

  @Test
  void filesThatDoNotAnswerStopNoOtherTable() throws Exception {
    CompletableFuture<ScanFiles> away = CompletableFuture.supplyAsync(() -> scan("away"));
    Awaitility.await().until(() -> asked.get() == 1);
    CompletableFuture.runAsync(
            () -> {
              for (int i = 0; i < 300; i++) {
                scan("near" + i);
              }
            })
        .get(900, TimeUnit.MILLISECONDS);
    assertThatThrownBy(away::join)
        .cause()
        .isInstanceOf(EngineException.class)
        .hasMessage(
            "Table [r.away]: its files do not answer within 1 s;"
                + " ask again later, or tell the operator")
        .extracting(e -> ((EngineException) e).code())
        .isEqualTo(EngineException.Code.TABLE_SILENT);
  }

  @Test
  void oneThreadWaitsForATableHoweverManyQueriesAsk() {
    assertThatThrownBy(() -> scan("away")).isInstanceOf(EngineException.class);
    long start = System.nanoTime();
    for (int i = 0; i < 50; i++) {
      assertThatThrownBy(() -> scan("away")).hasMessageContaining("do not answer");
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
    assertThat(asked).hasValue(1);
  }

  @Test
  void tableThatAnswersLateIsReadThen() {
    assertThatThrownBy(() -> scan("away")).hasMessageContaining("do not answer");
    server.countDown();
    Awaitility.await()
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(scan("away").table().name()).isEqualTo("away"));
    assertThat(asked).hasValue(1);
  }

  @Test
  void failureIsToldAndNotKept() {
    AtomicInteger tries = new AtomicInteger();
    TableFiles damaged =
        new TableFiles(
            table -> {
              tries.incrementAndGet();
              return HatsCollection.open(Location.of("/not/there"));
            },
            Duration.ofSeconds(1));
    for (int i = 0; i < 2; i++) {
      Awaitility.await()
          .untilAsserted(
              () ->
                  assertThatThrownBy(() -> damaged.scan(0, table("t"), Wanted.ANYTHING))
                      .hasMessage("The files of table [r.t] cannot be read")
                      .cause()
                      .hasMessageContaining("/not/there"));
    }
    assertThat(tries).hasValueGreaterThan(1);
  }
}
