package org.almagest.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.almagest.TestDatabase;
import org.almagest.TestSpark;
import org.almagest.backend.duckdb.DuckDb;
import org.almagest.backend.duckdb.DuckDbBackend;
import org.almagest.backend.duckdb.DuckDbSettings;
import org.almagest.backend.spark.SparkBackend;
import org.almagest.catalog.Catalog;
import org.almagest.catalog.DataDirectory;
import org.almagest.catalog.store.CatalogStore;
import org.almagest.engine.QueryRequest;
import org.almagest.engine.RoutePreference;
import org.almagest.engine.RouterSettings;
import org.almagest.engine.RoutingQueryEngine;
import org.almagest.ingest.Ingest;
import org.almagest.ingest.IngestRequest;
import org.almagest.ingest.task.IngestListener;
import org.apache.spark.SparkStatusTracker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is cancelled leaves nothing running, two seconds later. */
class CancellationTest {
  private static final Duration TWO_SECONDS = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int ROWS = 60_000;

  /**
   * Some 1e9 pairs whose condition no engine has an index for. One batch of rows of one side
   * against all of the other takes long: Spark does not look up before it is done.
   */
  private static final String PAIRS =
      "FROM c.t AS a JOIN c.t AS b ON SIN(a.v * b.v) + COS(a.v + b.v) > 1.99"
          + " AND POWER(SIN(a.v) * COS(b.v), 2) < 0.9 AND b.id < 20000";

  /** Few enough rows for one batch of Spark's driver. */
  private static final String SOME_PAIRS =
      "FROM c.t AS a JOIN c.t AS b ON SIN(a.v * b.v) + COS(a.v + b.v) > 1.2"
          + " AND b.id < 100 AND a.id < 2000";

  @TempDir private static Path folder;

  private static TestDatabase database;
  private static DuckDb duckDb;
  private static RoutingQueryEngine engine;
  private static Catalog catalog;

  @BeforeAll
  static void ingestRowsThatAreCloseTogether() throws IOException {
    Random random = new Random(6);
    StringBuilder csv = new StringBuilder("id,ra,dec,v\n");
    for (int row = 0; row < ROWS; row++) {
      csv.append(
          String.format(
              Locale.ROOT,
              "%d,%.7f,%.7f,%.6f%n",
              row,
              10 + random.nextDouble(),
              20 + random.nextDouble(),
              random.nextDouble() * 100));
    }
    Path file = Files.writeString(folder.resolve("t.csv"), csv);
    database = new TestDatabase();
    DataDirectory data = new DataDirectory(folder.resolve("data"));
    CatalogStore store = new CatalogStore(database.dataSource(), data);
    new Ingest(TestSpark.session(), data, store, Clock.systemUTC())
        .run(IngestRequest.of("c", "t", List.of(file)), IngestListener.NONE);
    duckDb =
        new DuckDb(
            new DuckDbSettings(
                1024,
                2,
                folder.resolve("duckdb"),
                List.of(data.releases(), folder.resolve("written"))));
    engine =
        new RoutingQueryEngine(
            List.of(
                new DuckDbBackend(duckDb),
                new SparkBackend(TestSpark.session(), TestSpark.scratch())),
            RouterSettings.DEFAULT,
            folder.resolve("written"));
    catalog = new Catalog(store.releases());
  }

  @AfterAll
  static void close() {
    duckDb.close();
    database.close();
  }

  private static Execution execution(RoutePreference route, String adql) {
    return engine.plan(new QueryRequest(adql, route, OptionalLong.empty()), catalog).execution();
  }

  /** Awaits that the process has been idle for a while: native threads have no other sign. */
  private static void awaitNothingRuns() {
    SparkStatusTracker tracker = TestSpark.session().sparkContext().statusTracker();
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    await()
        .atMost(TWO_SECONDS.plusSeconds(1))
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(
            () -> {
              assertThat(tracker.getActiveJobIds()).isEmpty();
              assertThat(tracker.getActiveStageIds()).isEmpty();
            });
    long[] last = {system.getProcessCpuTime()};
    await()
        .atMost(TWO_SECONDS.plusSeconds(8))
        .pollDelay(Duration.ofMillis(500))
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> {
              long now = system.getProcessCpuTime();
              long used = now - last[0];
              last[0] = now;
              return used < Duration.ofMillis(200).toNanos();
            });
  }

  private static void awaitWork(Execution execution, RoutePreference route) {
    if (route == RoutePreference.SPARK) {
      SparkStatusTracker tracker = TestSpark.session().sparkContext().statusTracker();
      await().atMost(PATIENCE).until(() -> tracker.getActiveStageIds().length > 0);
    }
    // From here on it is in the middle of its work, not of its planning.
    await().pollDelay(Duration.ofMillis(700)).until(() -> execution.progress() != null);
  }

  private static void cancelWithinTwoSeconds(RoutePreference route, String adql) {
    try (Execution execution = execution(route, adql)) {
      CompletableFuture<Long> rows = CompletableFuture.supplyAsync(() -> count(execution));
      awaitWork(execution, route);
      assertThat(rows).isNotDone();
      execution.cancel();
      assertCancelled(rows);
    }
    awaitNothingRuns();
  }

  private static void assertCancelled(CompletableFuture<Long> work) {
    assertThat(work)
        .failsWithin(TWO_SECONDS)
        .withThrowableOfType(java.util.concurrent.ExecutionException.class)
        .havingCause()
        .isInstanceOfSatisfying(
            BackendException.class,
            failure -> assertThat(failure.code()).isEqualTo(BackendException.Code.CANCELLED));
  }

  private static long count(Execution execution) {
    try (RowStream rows = execution.rows()) {
      long count = 0;
      while (rows.advance()) {
        count++;
      }
      return count;
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"DUCKDB", "SPARK"})
  void stopsAQueryThatHasNoRowYet(RoutePreference route) {
    cancelWithinTwoSeconds(route, "SELECT COUNT(*) AS n " + PAIRS);
  }

  @ParameterizedTest
  @EnumSource(names = {"DUCKDB", "SPARK"})
  void stopsAQueryWhoseRowsAreOnTheirWay(RoutePreference route) {
    cancelWithinTwoSeconds(route, "SELECT a.id AS one, b.id AS other " + PAIRS);
  }

  @ParameterizedTest
  @EnumSource(names = {"DUCKDB", "SPARK"})
  void givesNoFurtherRowToAReaderThatIsSlow(RoutePreference route) {
    try (Execution execution = execution(route, "SELECT a.id AS one, b.id AS other " + SOME_PAIRS);
        RowStream rows = execution.rows()) {
      assertThat(rows.advance()).isTrue();
      execution.cancel();
      assertThatThrownBy(rows::advance)
          .isInstanceOf(BackendException.class)
          .hasMessage("The query was cancelled");
    }
    awaitNothingRuns();
  }

  @ParameterizedTest
  @EnumSource(names = {"DUCKDB", "SPARK"})
  void stopsAResultOnItsWayIntoATableAndLeavesNoFile(RoutePreference route) {
    Path table = folder.resolve("data/releases/into-" + route);
    try (Execution execution = execution(route, "SELECT a.id AS one, b.id AS other " + PAIRS)) {
      CompletableFuture<Long> rows =
          CompletableFuture.supplyAsync(() -> execution.write(table).rows());
      awaitWork(execution, route);
      execution.cancel();
      assertCancelled(rows);
    }
    assertThat(table).doesNotExist();
    awaitNothingRuns();
  }

  /** Spark runs a query as several jobs; some of these moments are between two of them. */
  @ParameterizedTest
  @ValueSource(ints = {0, 40, 80, 160, 320})
  void stopsAQueryOfSparkAtAnyMoment(int millis) {
    try (Execution execution = execution(RoutePreference.SPARK, "SELECT COUNT(*) AS n " + PAIRS)) {
      CompletableFuture<Long> rows = CompletableFuture.supplyAsync(() -> count(execution));
      await()
          .pollDelay(Duration.ofMillis(millis))
          .pollInterval(Duration.ofMillis(1))
          .until(() -> execution.progress() != null);
      execution.cancel();
      assertCancelled(rows);
    }
    awaitNothingRuns();
  }

  @Test
  void stopsASkyMatchOfSpark() {
    cancelWithinTwoSeconds(
        RoutePreference.SPARK,
        "SELECT SUM(a.v * b.v) AS s FROM c.t AS a JOIN c.t AS b"
            + " ON DISTANCE(a.ra, a.dec, b.ra, b.dec) < 0.7");
  }

  @ParameterizedTest
  @EnumSource(names = {"DUCKDB", "SPARK"})
  void doesNotBeginWhatWasCancelledBefore(RoutePreference route) {
    try (Execution execution = execution(route, "SELECT COUNT(*) AS n " + PAIRS)) {
      execution.cancel();
      assertThatThrownBy(execution::rows)
          .isInstanceOf(BackendException.class)
          .hasMessage("The query was cancelled");
    }
  }
}
