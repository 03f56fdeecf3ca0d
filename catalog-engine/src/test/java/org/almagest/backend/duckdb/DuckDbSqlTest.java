package org.almagest.backend.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.almagest.adql.AdqlCompiler;
import org.almagest.adql.AdqlQuery;
import org.almagest.adql.SampleCatalog;
import org.almagest.sql.ScanSource;
import org.almagest.sql.Spelling;
import org.almagest.sql.SqlRenderer;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the rendered SQL answers on a real DuckDB, over tables small enough to reckon by hand. */
class DuckDbSqlTest {
  private static final AdqlCompiler COMPILER = SampleCatalog.compiler();
  private static final ScanSource TABLE_FUNCTION =
      scan ->
          Spelling.function("query_table")
              .of(
                  List.of(
                      SqlLiteral.createCharString(
                          scan.schemaName() + "_" + scan.tableName(), SqlParserPos.ZERO)));

  private static Connection duckDb;

  @BeforeAll
  static void createTables() throws SQLException {
    duckDb = DriverManager.getConnection("jdbc:duckdb:");
    try (Statement statement = duckDb.createStatement()) {
      statement.execute(
          """
          CREATE TABLE "pt12_Object" AS SELECT * FROM (VALUES
            (1::BIGINT, 10.0::DOUBLE, 5.0::DOUBLE, 100.0::DOUBLE, 0.5::FLOAT, 7, 'g', 99),
            (2, 20.0, -5.0, -2.5, 1.0, -7, 'r', 99),
            (3, 30.0, 80.0, 0.0, NULL, 0, 'g', 99),
            (4, 40.0, 0.0, NULL, 0.25, NULL, NULL, 99),
            (5, 50.0, 0.0, 2.5, 0.0, 12, 'it''s', 99))
          t("objectId", "ra_PS", "decl_PS", "gFlux", "extendedness", "flags", "band", "hidden")
          """);
      statement.execute(
          """
          CREATE TABLE "pt12_Source" AS SELECT * FROM (VALUES
            (11::BIGINT, 1::BIGINT, 10.0::DOUBLE, 5.0::DOUBLE, 3.0::DOUBLE, 7,
             TIMESTAMP '2020-01-01 00:00:00'),
            (12, 1, 10.0, 5.0, 5.0, 8, TIMESTAMP '2020-01-02 00:00:00'),
            (13, 2, 20.0, -5.0, 1.0, 7, TIMESTAMP '2020-01-03 00:00:00'),
            (14, NULL, 0.0, 0.0, 9.0, NULL, NULL))
          t("sourceId", "objectId", "ra", "dec", "psfFlux", "visit", "taiObs")
          """);
      statement.execute(
          """
          CREATE TABLE "mydb_targets" AS SELECT * FROM (VALUES
            (1, 'a', 10.0::DOUBLE, 5.0::DOUBLE, 3::SMALLINT), (2, 'b', 0.0, 0.0, 1))
          t("id", "name", "ra", "dec", "rank")
          """);
    }
  }

  @AfterAll
  static void close() throws SQLException {
    duckDb.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          SELECT objectId, flags/2 FROM pt12.Object ORDER BY objectId # 1,3 2,-3 3,0 4,null 5,6
          SELECT flags/0, MOD(flags, 0), gFlux/0 FROM pt12.Object WHERE objectId=1 # null,null,null
          SELECT MOD(flags, 4), MOD(gFlux, 2) FROM pt12.Object WHERE objectId=2 # -3,-0.5
          SELECT LOG10(gFlux), SQRT(gFlux) FROM pt12.Object WHERE objectId<3 ORDER BY objectId # 2.0,10.0 null,null
          SELECT ROUND(LOG(gFlux), 3), POWER(gFlux, 2) FROM pt12.Object WHERE objectId=1 # 4.605,10000.0
          SELECT ROUND(gFlux), TRUNCATE(gFlux), CEILING(gFlux), FLOOR(gFlux) FROM pt12.Object WHERE objectId=2 # -3.0,-2.0,-2.0,-3.0
          SELECT ROUND(gFlux/10, 1), TRUNCATE(gFlux/10, 1), ROUND(flags, -1) FROM pt12.Object WHERE objectId=5 # 0.3,0.2,10.0
          SELECT CAST(gFlux AS INTEGER), CAST(gFlux*3 AS BIGINT), CAST(gFlux AS REAL) FROM pt12.Object WHERE objectId=5 # 2,8,2.5
          SELECT ACOS(gFlux), ASIN(2) FROM pt12.Object WHERE objectId=1 # null,null
          SELECT ROUND(DEGREES(PI()), 1), ROUND(ATAN2(1, 1)*4, 4), ROUND(COT(1), 4) FROM mydb.targets WHERE id=1 # 180.0,3.1416,0.6421
          SELECT SUM(flags), AVG(flags), COUNT(flags), COUNT(*), SUM(flags)/5 FROM pt12.Object # 12,3.0,4,5,2
          SELECT band, COUNT(*) FROM pt12.Object GROUP BY band HAVING COUNT(*) > 1 # g,2
          SELECT band, COUNT(*) AS n FROM pt12.Object GROUP BY band ORDER BY n DESC, band # g,2 null,1 it's,1 r,1
          SELECT objectId FROM pt12.Object WHERE band IN ('g', 'it''s') ORDER BY 1 DESC # 5 3 1
          SELECT objectId FROM pt12.Object WHERE band NOT IN ('g', 'it''s') # 2
          SELECT objectId FROM pt12.Object WHERE flags NOT IN (SELECT visit FROM pt12.Source) # ``
          SELECT objectId FROM pt12.Object WHERE flags NOT IN (SELECT visit FROM pt12.Source WHERE visit IS NOT NULL) ORDER BY objectId # 2 3 5
          SELECT objectId FROM pt12.Object WHERE flags IN (SELECT visit FROM pt12.Source) # 1
          SELECT objectId FROM pt12.Object o WHERE EXISTS (SELECT * FROM pt12.Source s WHERE s.objectId = o.objectId AND s.psfFlux > 4) # 1
          SELECT objectId FROM pt12.Object o WHERE NOT EXISTS (SELECT * FROM pt12.Source s WHERE s.objectId = o.objectId) ORDER BY gFlux # 4 3 5
          SELECT o.objectId, s.sourceId FROM pt12.Object o LEFT JOIN pt12.Source s ON o.objectId = s.objectId AND s.psfFlux > 4 ORDER BY 1 # 1,12 2,null 3,null 4,null 5,null
          SELECT o.objectId, s.sourceId FROM pt12.Object o LEFT JOIN pt12.Source s ON o.objectId = s.objectId WHERE s.sourceId IS NULL ORDER BY 1 # 3,null 4,null 5,null
          SELECT o.objectId, s.sourceId FROM pt12.Object o RIGHT JOIN pt12.Source s ON o.objectId = s.objectId ORDER BY 2 # 1,11 1,12 2,13 null,14
          SELECT o.objectId, s.sourceId FROM pt12.Object o FULL JOIN pt12.Source s ON o.objectId = s.objectId ORDER BY 1, 2 # null,14 1,11 1,12 2,13 3,null 4,null 5,null
          SELECT TOP 2 objectId FROM pt12.Object ORDER BY gFlux DESC # 1 5
          SELECT TOP 2 objectId FROM pt12.Object ORDER BY objectId OFFSET 3 # 4 5
          SELECT DISTINCT TOP 2 band FROM pt12.Object ORDER BY band DESC # r it's
          SELECT TOP 1 x.s FROM (SELECT TOP 2 sourceId AS s, psfFlux AS f FROM pt12.Source ORDER BY psfFlux DESC) AS x ORDER BY x.f # 12
          SELECT objectId FROM (SELECT TOP 3 objectId FROM pt12.Object ORDER BY objectId) AS x WHERE objectId > 2 # 3
          SELECT objectId FROM pt12.Object ORDER BY ABS(gFlux), objectId DESC # 4 3 5 2 1
          SELECT objectId AS gFlux FROM pt12.Object ORDER BY gFlux # 1 2 3 4 5
          SELECT flags/10 AS bin, COUNT(*) FROM pt12.Object GROUP BY flags/10 ORDER BY bin # null,1 0,3 1,1
          SELECT band || '-' || band, COALESCE(band, 'none'), UPPER(band) FROM pt12.Object WHERE objectId IN (1, 4) ORDER BY objectId # g-g,g,G null,none,null
          SELECT objectId FROM pt12.Object WHERE band LIKE 'i_''%' OR band ILIKE 'R' ORDER BY 1 # 2 5
          SELECT sourceId FROM pt12.Source WHERE taiObs > '2020-01-01T12:00:00' AND taiObs < '2020-01-03' # 12
          SELECT objectId FROM pt12.Object UNION SELECT objectId FROM pt12.Source ORDER BY objectId # null 1 2 3 4 5
          SELECT objectId FROM pt12.Object EXCEPT SELECT objectId FROM pt12.Source ORDER BY objectId # 3 4 5
          SELECT objectId FROM pt12.Object INTERSECT SELECT objectId FROM pt12.Source ORDER BY objectId # 1 2
          SELECT id FROM mydb.targets UNION ALL SELECT TOP 1 sourceId FROM pt12.Source ORDER BY id # 1 2 11
          WITH b AS (SELECT band, COUNT(*) AS n FROM pt12.Object GROUP BY band) SELECT TOP 1 b.n FROM b ORDER BY b.n DESC # 2
          SELECT o.objectId, (SELECT MAX(psfFlux) FROM pt12.Source s WHERE s.objectId = o.objectId) AS m FROM pt12.Object o ORDER BY 1 # 1,5.0 2,1.0 3,null 4,null 5,null
          SELECT a.objectId, b.objectId FROM pt12.Object a, pt12.Object b WHERE a.flags = b.flags + 5 # 5,1
          SELECT objectId FROM pt12.Object JOIN pt12.Source USING (objectId) ORDER BY 1 # 1 1 2
          SELECT COUNT(*) FROM (SELECT DISTINCT band, extendedness FROM pt12.Object) AS x # 5
          SELECT s.visit, AVG(o.gFlux) FROM pt12.Object o JOIN pt12.Source s ON o.objectId = s.objectId GROUP BY s.visit HAVING AVG(o.gFlux) > 50 # 8,100.0
          SELECT COUNT(*) FROM pt12.Object WHERE NOT (gFlux > 0 OR flags > 0) # 2
          SELECT q.n FROM (SELECT band, COUNT(*) AS n FROM pt12.Object GROUP BY band) AS q WHERE q.band = 'g' AND q.n > (SELECT MIN(id) FROM mydb.targets) # 2
          SELECT extendedness*2, extendedness/2 FROM pt12.Object WHERE objectId=1 # 1.0,0.25
          """)
  void answers(String adql, String rows) throws SQLException {
    assertThat(rows(adql)).isEqualTo(rows);
  }

  @Test
  void hidesColumnsOfTheFilesThatTheTableDoesNotHave() throws SQLException {
    assertThat(run("SELECT * FROM pt12.Object WHERE objectId = 1").get(0)).hasSize(7);
    assertThat(run("SELECT * FROM pt12.Object").get(0)).hasSize(7);
  }

  @Test
  void givesResultColumnsTheirValidatedTypes() throws SQLException {
    String adql =
        "SELECT objectId, flags/2, SUM(flags), AVG(flags), COUNT(*), MAX(extendedness),"
            + " CEILING(flags), 1.5, MIN(flags)*2 FROM pt12.Object GROUP BY objectId, flags";
    try (Statement statement = duckDb.createStatement();
        ResultSet result = statement.executeQuery(sql(COMPILER.compile(adql)))) {
      List<String> types = new ArrayList<>();
      for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
        types.add(result.getMetaData().getColumnTypeName(i));
      }
      assertThat(types)
          .containsExactly(
              "BIGINT", "INTEGER", "BIGINT", "DOUBLE", "BIGINT", "FLOAT", "DOUBLE", "DOUBLE",
              "INTEGER");
    }
  }

  @Test
  void limitsRowsWithoutLosingTheirOrder() throws SQLException {
    AdqlQuery query = COMPILER.compile("SELECT objectId FROM pt12.Object ORDER BY gFlux DESC");
    assertThat(text(run(query.limited(2)))).isEqualTo("1 5");
    AdqlQuery top =
        COMPILER.compile("SELECT TOP 1 objectId FROM pt12.Object ORDER BY gFlux/3 DESC");
    assertThat(text(run(top.limited(2)))).isEqualTo("1");
  }

  private static String rows(String adql) throws SQLException {
    return text(run(adql));
  }

  private static String text(List<List<String>> rows) {
    return String.join(" ", rows.stream().map(row -> String.join(",", row)).toList());
  }

  private static List<List<String>> run(String adql) throws SQLException {
    return run(COMPILER.compile(adql));
  }

  private static List<List<String>> run(AdqlQuery query) throws SQLException {
    List<List<String>> rows = new ArrayList<>();
    try (Statement statement = duckDb.createStatement();
        ResultSet result = statement.executeQuery(sql(query))) {
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.add(String.valueOf(result.getObject(i)));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  private static String sql(AdqlQuery query) {
    return SqlRenderer.render(query.plan(), DuckDbTarget.INSTANCE, TABLE_FUNCTION);
  }
}
