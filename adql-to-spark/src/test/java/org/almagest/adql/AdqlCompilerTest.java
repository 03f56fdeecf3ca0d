package org.almagest.adql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.almagest.adql.error.AdqlErrorCode;
import org.almagest.adql.error.AdqlException;
import org.almagest.plan.SkyScan;
import org.almagest.sky.Cone;
import org.apache.calcite.plan.RelOptUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdqlCompilerTest {
  private static final AdqlCompiler COMPILER = SampleCatalog.compiler();

  @Test
  void tellsAScanTheConeThatItsFilterKeeps() {
    AdqlQuery query =
        COMPILER.compile(
            "SELECT objectId FROM pt12.Object"
                + " WHERE 1 = CONTAINS(POINT(ra_PS, decl_PS), CIRCLE(10, -5, 36.0/3600))");
    assertThat(query.scans()).hasSize(1);
    assertThat(query.scans().get(0).regions()).containsExactly(new Cone(10, -5, 0.01));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0 = CONTAINS(POINT(ra_PS, decl_PS), CIRCLE(10, -5, 1))",
        "1 = CONTAINS(POINT(decl_PS, ra_PS), CIRCLE(10, -5, 1))",
        "1 = CONTAINS(POINT(ra_PS, decl_PS), CIRCLE(10, -5, 1)) OR flags = 1",
        "DISTANCE(ra_PS, decl_PS, 10, -5) > 1",
        "DISTANCE(ra_PS, decl_PS, 10, -5) < gFlux"
      })
  void doesNotRestrictAScanByAConditionThatKeepsRowsOutsideACone(String condition) {
    AdqlQuery query = COMPILER.compile("SELECT objectId FROM pt12.Object WHERE " + condition);
    assertThat(query.scans()).allSatisfy(scan -> assertThat(scan.regions()).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT ra_PS AS x FROM pt12.Object",
        "SELECT q.x FROM (SELECT ra_PS AS x FROM pt12.Object) AS q",
        "WITH a AS (SELECT ra_PS AS y FROM pt12.Object) SELECT b.y AS x FROM a AS b",
        "SELECT ra_PS AS x FROM pt12.Object UNION SELECT gFlux FROM pt12.Object",
        "SELECT DISTINCT TOP 3 ra_PS AS x FROM pt12.Object ORDER BY x",
        "SELECT ra_PS AS x, COUNT(*) AS n FROM pt12.Object GROUP BY ra_PS"
      })
  void passesTheOriginOfAPlainColumnOn(String adql) {
    OutputColumn column = COMPILER.compile(adql).columns().get(0);
    assertThat(column.name()).isEqualTo("x");
    assertThat(column.origin()).contains(new OutputColumn.Origin("pt12", "Object", "ra_PS"));
  }

  @Test
  void namesTheColumnOfUsingAsBothTablesDo() {
    OutputColumn column =
        COMPILER
            .compile("SELECT objectId FROM pt12.Object JOIN pt12.Source USING (objectId)")
            .columns()
            .get(0);
    assertThat(column.name()).isEqualTo("objectId");
    assertThat(column.origin()).contains(new OutputColumn.Origin("pt12", "Object", "objectId"));
  }

  @Test
  void givesComputedColumnsTheUnitThatIsCertain() {
    AdqlQuery query =
        COMPILER.compile(
            "SELECT IN_UNIT(ra_PS, 'arcsec') AS a, AVG(gFlux) AS b, flags + 1 AS c,"
                + " ra_PS + gFlux AS d FROM pt12.Object GROUP BY ra_PS, gFlux, flags");
    assertThat(query.columns())
        .extracting(OutputColumn::unit)
        .containsExactly("arcsec", "nJy", null, null);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "3600 * DISTANCE(ra_PS, decl_PS, 1, 2)#",
        "60 * 60 * DISTANCE(ra_PS, decl_PS, 1, 2)#",
        "DISTANCE(ra_PS, decl_PS, 1, 2) / 3600#",
        "gFlux * 2.5#",
        "gFlux * CAST(2 AS DOUBLE PRECISION)#",
        "-1 * gFlux#",
        "PI() * ra_PS#",
        "-gFlux#nJy",
        "gFlux / 1.0#nJy",
        "1 * (gFlux + gFlux)#nJy",
        "3600 * IN_UNIT(ra_PS, 'arcsec')#",
        "DEGREES(1.5)#deg",
        "IN_UNIT(DEGREES(1.5), 'mas')#mas",
        "IN_UNIT(gFlux * 2, 'mJy')#mJy",
        "IN_UNIT(DISTANCE(ra_PS, decl_PS, 1, 2), 'arcsec')#arcsec",
        "gFlux / gFlux#",
        "gFlux * gFlux / gFlux#nJy",
        "gFlux * gFlux#nJy**2",
        "1 / gFlux#nJy**(-1)",
        "gFlux / ra_PS#nJy.deg**(-1)",
        "IN_UNIT(ra_PS, 'mas') / (decl_PS / decl_PS)#mas",
        "SQRT(gFlux * gFlux)#nJy",
        "POWER(gFlux, 2) / gFlux#nJy",
        "POWER(gFlux, 0)#",
        "MOD(ra_PS, 360)#deg",
        "MOD(ra_PS, decl_PS)#deg",
        "MOD(ra_PS, gFlux)#",
        "gFlux + ra_PS#",
        "gFlux + 1#",
        "ra_PS - decl_PS#deg",
        "COALESCE(gFlux, ra_PS)#",
        "COALESCE(gFlux, 0)#"
      })
  void doesNotKeepTheUnitThatANumberChangesOrAnotherCancels(String expression, String unit) {
    AdqlQuery query = COMPILER.compile("SELECT " + expression + " AS a FROM pt12.Object");
    assertThat(query.columns().get(0).unit()).isEqualTo(unit);
    AdqlQuery outside =
        COMPILER.compile(
            "SELECT q.a AS b FROM (SELECT " + expression + " AS a FROM pt12.Object) AS q");
    assertThat(outside.columns().get(0).unit()).isEqualTo(unit);
  }

  @Test
  void tellsWhichTextIsAGeometry() {
    AdqlQuery query =
        COMPILER.compile(
            "SELECT q.p, q.c, BOX(1, 2, 3, 4) AS b, 'text' AS t FROM (SELECT POINT(ra_PS, decl_PS)"
                + " AS p, CIRCLE(ra_PS, decl_PS, 1) AS c FROM pt12.Object) AS q");
    assertThat(query.columns())
        .extracting(OutputColumn::xtype)
        .containsExactly("point", "circle", "polygon", null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1 = CONTAINS(POINT(ra_PS, decl_PS), POLYGON(9, 19, 11, 19, 10, 21))",
        "CONTAINS(POINT(ra_PS, decl_PS), BOX(10, 20, 1, 1)) <> 0",
        "0 != INTERSECTS(BOX(10, 20, 1, 1), POINT(ra_PS, decl_PS))",
        "1 = CONTAINS(CIRCLE(ra_PS, decl_PS, 1), REGION('Union (Circle 10 20 1 Circle 9 9 1)'))",
        "1 = INTERSECTS(CIRCLE(ra_PS, decl_PS, 1), CIRCLE(10, 20, 2))"
      })
  void tellsAScanTheRegionThatItsFilterKeeps(String condition) {
    AdqlQuery query = COMPILER.compile("SELECT objectId FROM pt12.Object WHERE " + condition);
    assertThat(query.scans().get(0).regions()).hasSize(1);
  }

  @Test
  void numbersEveryOccurrenceOfATable() {
    AdqlQuery query =
        COMPILER.compile(
            "SELECT a.objectId FROM pt12.Object a JOIN pt12.Object b ON a.objectId = b.objectId"
                + " WHERE a.flags IN (SELECT flags FROM pt12.Object)");
    assertThat(query.scans()).extracting(SkyScan::scanId).containsExactlyInAnyOrder(0, 1, 2);
  }

  @Test
  void limitsRowsButNeverRaisesALimit() {
    AdqlQuery query = COMPILER.compile("SELECT TOP 5 objectId FROM pt12.Object");
    assertThat(RelOptUtil.toString(query.limited(3).plan())).contains("fetch=[3");
    assertThat(RelOptUtil.toString(query.limited(7).plan())).contains("fetch=[5]");
  }

  @Test
  void namesColumnsOfBothSidesOfAnOuterJoinByTheirOrigin() {
    AdqlQuery query =
        COMPILER.compile(
            "SELECT t.name AS who, o.gFlux + 1 AS f FROM pt12.Object o LEFT JOIN mydb.targets t"
                + " ON o.objectId = t.id");
    assertThat(query.columns().get(0).origin())
        .contains(new OutputColumn.Origin("mydb", "targets", "name"));
    assertThat(query.columns().get(1).origin()).isEmpty();
  }

  @Test
  void refusesAQueryThatIsNestedTooDeepToParse() {
    String query =
        "SELECT " + "(".repeat(100_000) + "1" + ")".repeat(100_000) + " FROM pt12.Object";
    assertTooComplex(query);
  }

  @Test
  void refusesAChainThatIsTooLongToWalk() {
    assertTooComplex(
        "SELECT objectId FROM pt12.Object WHERE " + "flags = 1 OR ".repeat(5000) + "flags = 2");
    assertTooComplex("SELECT 1" + "+1".repeat(5000) + " FROM pt12.Object");
    assertTooComplex("SELECT a.flags FROM pt12.Object a" + ", pt12.Object".repeat(5000));
    assertTooComplex("SELECT objectId FROM pt12.Object " + "--".repeat(1_000_000));
  }

  @Test
  void refusesMoreThanItCanHoldBeforeItIsPlanned() {
    String vertices =
        IntStream.range(0, 5_000)
            .mapToObj(
                i -> 10 * Math.cos(i * Math.PI / 2_500) + "," + 10 * Math.sin(i * Math.PI / 2_500))
            .collect(Collectors.joining(","));
    String query = "SELECT objectId FROM pt12.Object WHERE 1 = CONTAINS(POINT(ra_PS, decl_PS), ";
    assertThat(COMPILER.compile(query + "POLYGON(" + vertices + "))").scans().get(0).regions())
        .hasSize(1);
    assertTooComplex(
        query + "POLYGON(" + vertices + ", 10, 0))", "More than 5000 vertices of [POLYGON]");
    assertTooComplex(
        "SELECT COALESCE(" + "1,".repeat(100) + "1) FROM pt12.Object",
        "More than 100 arguments of [COALESCE]");
    assertTooComplex(query + "REGION('" + "x".repeat(100_001) + "'))", "at most 100000 are read");
    assertTooComplex(
        "SELECT 1" + " ,1".repeat(200_000) + " FROM pt12.Object",
        "more than 150000 words, numbers and signs");
  }

  private static void assertTooComplex(String query, String message) {
    AdqlException failure =
        catchThrowableOfType(AdqlException.class, () -> COMPILER.compile(query));
    assertThat(failure.code()).isEqualTo(AdqlErrorCode.TOO_COMPLEX);
    assertThat(failure.describe()).contains(message);
    assertThat(failure.line()).isEqualTo(1);
  }

  @Test
  void plansWhatItsLimitsAllow() {
    String nested = "SELECT " + "(".repeat(45) + "flags" + ")".repeat(45) + " FROM pt12.Object";
    assertThat(COMPILER.compile(nested).columns()).hasSize(1);
    String chain =
        "SELECT objectId FROM pt12.Object WHERE " + "gFlux > 1 OR ".repeat(190) + "flags = 2";
    assertThat(COMPILER.compile(chain).columns()).hasSize(1);
    String ids =
        IntStream.range(0, 20_000).mapToObj(Integer::toString).collect(Collectors.joining(","));
    assertThat(
            COMPILER
                .compile("SELECT objectId FROM pt12.Object WHERE objectId IN (" + ids + ")")
                .columns())
        .hasSize(1);
  }

  @Test
  void tellsWhereAndWhatInstead() {
    AdqlException error =
        catchThrowableOfType(
            AdqlException.class,
            () -> COMPILER.compile("SELECT objectId,\n  ra_PX\nFROM pt12.Object"));
    assertThat(error.describe())
        .isEqualTo("Line 2, column 3: Unknown column [ra_PX] in pt12.Object (did you mean ra_PS?)");
    assertThat(error.code()).isEqualTo(AdqlErrorCode.UNKNOWN_COLUMN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rank",
        "row",
        "method",
        "result",
        "start",
        "filter",
        "dec",
        "period",
        "array",
        "comment",
        "type",
        "limit",
        "over",
        "window",
        "stream",
        "new",
        "within",
        "unnest",
        "qualify",
        "lateral",
        "extend",
        "tablesample",
        "asof",
        "match_recognize",
        "boolean",
        "explain",
        "partition",
        "range",
        "interval_",
        "cube",
        "rollup",
        "pivot",
        "minus",
        "escape_"
      })
  void takesWordsThatAdqlLeavesFree(String word) {
    AdqlQuery query = COMPILER.compile("SELECT t.id AS " + word + " FROM mydb.targets AS t");
    assertThat(query.columns().get(0).name()).isEqualTo(word);
  }

  @ParameterizedTest
  @ValueSource(strings = {"value", "year", "distance", "date", "size", "offset", "Point", "level"})
  void takesReservedWordsInDoubleQuotesAlone(String word) {
    AdqlQuery query = COMPILER.compile("SELECT id AS \"" + word + "\" FROM mydb.targets");
    assertThat(query.columns().get(0).name()).isEqualTo(word);
    assertThatThrownBy(() -> COMPILER.compile("SELECT id AS " + word + " FROM mydb.targets"))
        .isInstanceOfSatisfying(
            AdqlException.class,
            error ->
                assertThat(error.hint().orElseThrow())
                    .contains("reserved word")
                    .contains("write \"" + word + '"'));
  }

  @Test
  void compilesForManyThreads() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Integer>> tasks =
          IntStream.range(0, 40)
              .mapToObj(
                  i ->
                      (Callable<Integer>)
                          () ->
                              COMPILER
                                  .compile("SELECT TOP " + i + " objectId, ra_PS FROM pt12.Object")
                                  .columns()
                                  .size())
              .toList();
      for (Future<Integer> future : threads.invokeAll(tasks)) {
        assertThat(future.get()).isEqualTo(2);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static void assertTooComplex(String query) {
    assertThatThrownBy(() -> COMPILER.compile(query))
        .isInstanceOfSatisfying(
            AdqlException.class,
            error -> assertThat(error.code()).isEqualTo(AdqlErrorCode.TOO_COMPLEX));
  }
}
