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
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

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
    DuckDbSkyFunctions.register(duckDb.unwrap(DuckDBConnection.class));
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
          CREATE TABLE "mydb_regions" AS SELECT * FROM (VALUES
            ('a', '10.0 5.0', '9.0 4.0 11.0 4.0 10.0 6.0'), ('b', '20.0 5.0', NULL),
            ('c', NULL, '19.0 4.0 21.0 4.0 20.0 6.0'))
          t("name", "pos", "footprint")
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
  @CsvFileSource(
      resources = "/answers.csv",
      delimiter = '#',
      quoteCharacter = '`',
      maxCharsPerColumn = 4096)
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
