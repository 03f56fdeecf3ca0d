package org.almagest.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.almagest.adql.AdqlCompiler;
import org.almagest.adql.AdqlQuery;
import org.almagest.adql.SampleCatalog;
import org.almagest.adql.error.AdqlException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Seeded random queries over small random tables, run on Spark, DuckDB and PostgreSQL. {@code
 * -Dalmagest.differential.queries=5000 -Dalmagest.differential.seed=1} runs more of them.
 */
class DifferentialTest {
  private static final int QUERIES = Integer.getInteger("almagest.differential.queries", 150);
  private static final long SEED = Long.getLong("almagest.differential.seed", 20261125L);
  private static final int QUERIES_PER_TABLES = 50;
  private static final AdqlCompiler COMPILER = SampleCatalog.compiler();

  @Test
  void answersTheSameOnEachEngine() throws IOException, SQLException {
    RandomQueries queries = new RandomQueries(SEED);
    RandomTables tables = new RandomTables(SEED);
    List<String> differences = new ArrayList<>();
    int compared = 0;
    try (Engines engines = new Engines()) {
      for (int i = 0; i < QUERIES; i++) {
        if (i % QUERIES_PER_TABLES == 0) {
          engines.load(tables.next());
        }
        String adql = queries.next();
        Optional<String> difference = difference(engines, adql);
        difference.ifPresent(differences::add);
        compared++;
      }
    }
    assertThat(compared).isEqualTo(QUERIES);
    assertThat(differences).isEmpty();
  }

  private static Optional<String> difference(Engines engines, String adql) {
    AdqlQuery query;
    try {
      query = COMPILER.compile(adql);
    } catch (AdqlException e) {
      return Optional.of(adql + "\n  does not compile: " + e.describe());
    }
    try {
      List<String> duckDb = Engines.text(engines.duckDb(query));
      List<String> spark = Engines.text(engines.spark(query));
      Optional<List<List<@Nullable Object>>> postgres = engines.postgres(query);
      if (!duckDb.equals(spark)) {
        return Optional.of(report(adql, "DuckDB", duckDb, "Spark", spark));
      }
      return postgres
          .map(Engines::text)
          .filter(rows -> !rows.equals(duckDb))
          .map(rows -> report(adql, "DuckDB", duckDb, "PostgreSQL", rows));
    } catch (SQLException | RuntimeException e) {
      return Optional.of(
          adql + "\n  fails: " + String.valueOf(e.getMessage()).lines().limit(3).toList());
    }
  }

  private static String report(
      String adql, String oneName, List<String> one, String otherName, List<String> other) {
    List<String> missing = new ArrayList<>(one);
    other.forEach(missing::remove);
    List<String> extra = new ArrayList<>(other);
    one.forEach(extra::remove);
    return adql
        + "\n  only "
        + oneName
        + ": "
        + missing.stream().limit(3).toList()
        + "\n  only "
        + otherName
        + ": "
        + extra.stream().limit(3).toList();
  }
}
