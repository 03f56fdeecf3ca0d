package org.almagest.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.almagest.adql.error.AdqlErrorCode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Hostile queries are refused as too complex, or work; either way within a second. */
class HostileQueryTest {
  private static final String FROM = " FROM pt12.Object";
  private static final long SMALL_STACK_BYTES = 512 * 1024;

  @BeforeAll
  static void warmUp() {
    Compilation.of("SELECT objectId, gFlux * 2" + FROM + " WHERE flags = 1 OR flags = 2");
  }

  static Map<String, String> queries() {
    Map<String, String> queries = new LinkedHashMap<>();
    queries.put("parentheses", "SELECT " + "(".repeat(100_000) + "1" + ")".repeat(100_000) + FROM);
    queries.put("open parentheses", "SELECT " + "(".repeat(100_000));
    queries.put("open sub-queries", "SELECT * FROM " + "(SELECT * FROM ".repeat(20_000));
    queries.put("or", where("flags = 1 OR ".repeat(50_000) + "flags = 2"));
    queries.put("390 or", where(terms(390, "gFlux > %d", " OR ")));
    queries.put("390 and", where(terms(390, "gFlux > %d", " AND ")));
    queries.put("390 equals", where(terms(390, "flags = %d", " OR ")));
    queries.put(
        "390 mixed",
        where(terms(130, "(flags = %1$d OR gFlux > %1$d OR band = 'a%1$d')", " AND ")));
    queries.put("190 not", where(terms(190, "NOT (flags = %1$d AND NOT gFlux > 1)", " OR ")));
    queries.put("sum", "SELECT flags" + "+1".repeat(50_000) + FROM);
    queries.put("190 sum", "SELECT flags" + "+flags".repeat(190) + FROM);
    queries.put("signs in a sum", "SELECT flags" + " - - flags".repeat(95) + FROM);
    queries.put("49 signs", "SELECT " + "-(".repeat(49) + "flags" + ")".repeat(49) + FROM);
    queries.put("arithmetic", "SELECT " + terms(60, "gFlux * %d / 3.5", " + ") + FROM);
    queries.put("49 not", where("NOT (".repeat(49) + "flags = 1" + ")".repeat(49)));
    queries.put("190 text", "SELECT band" + "||band".repeat(190) + FROM);
    queries.put("columns", "SELECT " + terms(20_000, "flags + %d", ", ") + FROM);
    queries.put("functions", "SELECT " + "ABS(".repeat(49) + "flags" + ")".repeat(49) + FROM);
    queries.put(
        "truncate", "SELECT " + "TRUNCATE(".repeat(40) + "gFlux" + ", 1)".repeat(40) + FROM);
    queries.put("mod", "SELECT " + "MOD(".repeat(40) + "flags" + ", 2.5)".repeat(40) + FROM);
    queries.put("sqrt", "SELECT " + "SQRT(".repeat(40) + "gFlux" + ")".repeat(40) + FROM);
    queries.put(
        "coalesce", "SELECT " + "COALESCE(".repeat(40) + "gFlux" + ", 1)".repeat(40) + FROM);
    putLists(queries);
    putNestings(queries);
    putTexts(queries);
    return queries;
  }

  private static void putLists(Map<String, String> queries) {
    queries.put("in list", where("objectId IN (" + terms(100_000, "%d", ",") + ")"));
    queries.put("text list", where("band IN (" + terms(100_000, "'a%d'", ",") + ")"));
    queries.put("float list", where("gFlux IN (" + terms(50_000, "%d.5", ",") + ")"));
    queries.put("20000 in list", where("objectId IN (" + terms(20_000, "%d", ",") + ")"));
    queries.put("expression list", where("flags IN (" + terms(5_000, "flags + %d", ",") + ")"));
    queries.put("unions", terms(10_000, "SELECT flags FROM pt12.Object", " UNION "));
    queries.put("60 unions", terms(60, "SELECT flags FROM pt12.Object", " UNION ALL "));
    queries.put("2000 unions", terms(2_000, "SELECT flags FROM pt12.Object", " UNION ALL "));
    queries.put("60 excepts", terms(60, "SELECT flags FROM pt12.Object", " EXCEPT "));
    queries.put("tables", "SELECT a.flags FROM pt12.Object a" + ", pt12.Object".repeat(5000));
    queries.put(
        "joins",
        "SELECT t0.flags FROM pt12.Object t0"
            + joins(64, " JOIN pt12.Object t%d ON t%d.flags = t0.flags"));
    queries.put(
        "natural joins",
        "SELECT COUNT(*) FROM pt12.Object AS t0" + joins(64, " NATURAL JOIN pt12.Object t%d"));
    queries.put(
        "sky joins",
        "SELECT t0.flags FROM pt12.Object t0"
            + joins(
                12,
                " JOIN pt12.Object t%1$d ON DISTANCE(POINT(t%1$d.ra_PS, t%1$d.decl_PS),"
                    + " POINT(t0.ra_PS, t0.decl_PS)) < 0.01"));
    queries.put("with", doubling(40, "SELECT a.flags FROM %1$s a, %1$s b"));
    queries.put("with 30", doubling(30, "SELECT a.flags FROM %1$s a, %1$s b"));
    queries.put("with 30 unions", doubling(30, "SELECT * FROM %1$s UNION ALL SELECT * FROM %1$s"));
    queries.put("with 5", doubling(5, "SELECT a.flags FROM %1$s a, %1$s b"));
    queries.put("with star", doubling(5, "SELECT * FROM %1$s a, %1$s b"));
  }

  private static void putNestings(Map<String, String> queries) {
    queries.put("squares", nested(18, "SELECT x*x AS x FROM (%s) AS q"));
    queries.put("squares where", nested(18, "SELECT x*x AS x FROM (%s) AS q WHERE x > 1"));
    queries.put("nested deep", nested(49, "SELECT x FROM (%s) AS q"));
    queries.put("nested 60", nested(60, "SELECT x FROM (%s) AS q"));
    queries.put("nested", nested(19, "SELECT x FROM (%s) AS q"));
    queries.put("nested where", nested(19, "SELECT x FROM (%s) AS q WHERE x > 1"));
    queries.put("nested top", nested(19, "SELECT TOP 5 x FROM (%s) AS q ORDER BY x"));
    queries.put("nested groups", nested(19, "SELECT MAX(x) AS x FROM (%s) AS q GROUP BY x"));
    queries.put("nested in", nested(19, "SELECT gFlux AS x FROM pt12.Object WHERE gFlux IN (%s)"));
    queries.put(
        "nested exists", nested(19, "SELECT gFlux AS x FROM pt12.Object WHERE EXISTS (%s)"));
    queries.put(
        "nested joins",
        nested(19, "SELECT a.gFlux AS x FROM pt12.Object a JOIN (%s) AS b ON a.gFlux = b.x"));
  }

  private static void putTexts(Map<String, String> queries) {
    queries.put(
        "circles",
        where(terms(300, "1 = CONTAINS(POINT(ra_PS, decl_PS), CIRCLE(%d, 0, 1))", " OR ")));
    queries.put("long", where("band = '" + "x".repeat(10_000_000) + "'"));
    queries.put("long comment", "SELECT flags" + FROM + " --" + "-".repeat(10_000_000));
    queries.put("spaces", "SELECT flags" + " ".repeat(1_000_000) + FROM);
    queries.put("quotes", where("band = '" + "''".repeat(500_000) + "'"));
    queries.put("digits", "SELECT " + "9".repeat(1_000_000) + FROM);
    queries.put("exponent", "SELECT 1e-999999999 + 1, 2 * 1e-300" + FROM);
    queries.put("name", "SELECT " + "a".repeat(1_000_000) + FROM);
    queries.put("dots", "SELECT " + "a.".repeat(300_000) + "a" + FROM);
    queries.put("brackets", "SELECT " + "()".repeat(100_000) + FROM);
    queries.put("nots", where("NOT ".repeat(100_000) + "flags = 1"));
    queries.put("signs", "SELECT " + "- ".repeat(100_000) + "1" + FROM);
    queries.put("commas", "SELECT " + ",".repeat(100_000) + FROM);
    queries.put("pattern", where("band LIKE '" + "%_".repeat(10_000) + "'"));
    queries.put("length", "SELECT CAST(band AS CHAR(999999999))" + FROM);
    queries.put(
        "group", "SELECT COUNT(*)" + FROM + " GROUP BY " + terms(2_000, "flags + %d", ", "));
    queries.put("order", "SELECT flags" + FROM + " ORDER BY " + terms(2_000, "flags + %d", ", "));
  }

  @ParameterizedTest
  @MethodSource("names")
  void endsWithinASecond(String name) throws Exception {
    String query = queries().get(name);
    Compilation outcome = onSmallStack(() -> Compilation.of(query));
    if (outcome.refusal() != null) {
      assertThat(outcome.refusal().code())
          .as(
              outcome
                  .refusal()
                  .describe()
                  .substring(0, Math.min(300, outcome.refusal().describe().length())))
          .isIn(
              AdqlErrorCode.TOO_COMPLEX,
              AdqlErrorCode.SYNTAX,
              AdqlErrorCode.UNSUPPORTED,
              AdqlErrorCode.OUT_OF_RANGE);
    }
    assertThat(outcome.time()).isLessThan(Duration.ofSeconds(1));
  }

  /** Threads of servers have stacks of 512 KiB and more. */
  private static Compilation onSmallStack(Supplier<Compilation> work) throws Exception {
    FutureTask<Compilation> task = new FutureTask<>(work::get);
    Thread thread = new Thread(null, task, "small stack", SMALL_STACK_BYTES);
    thread.setDaemon(true);
    thread.start();
    return task.get(4, TimeUnit.SECONDS);
  }

  static Iterable<String> names() {
    return queries().keySet();
  }

  private static String joins(int tables, String form) {
    return IntStream.range(1, tables)
        .mapToObj(i -> form.formatted(i, i))
        .collect(Collectors.joining());
  }

  private static String where(String condition) {
    return "SELECT objectId" + FROM + " WHERE " + condition;
  }

  private static String terms(int count, String form, String separator) {
    return IntStream.range(0, count)
        .mapToObj(i -> form.formatted(i))
        .collect(Collectors.joining(separator));
  }

  private static String doubling(int count, String form) {
    StringBuilder query = new StringBuilder("WITH t0 AS (SELECT * FROM pt12.Object)");
    for (int i = 1; i <= count; i++) {
      query
          .append(", t")
          .append(i)
          .append(" AS (")
          .append(form.formatted("t" + (i - 1)))
          .append(")");
    }
    return query + " SELECT * FROM t" + count;
  }

  private static String nested(int depth, String form) {
    String query = "SELECT gFlux AS x FROM pt12.Object";
    for (int i = 0; i < depth; i++) {
      query = form.formatted(query);
    }
    return query;
  }
}
