package org.almagest.conformance;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.almagest.TestSpark;
import org.almagest.adql.AdqlQuery;
import org.almagest.adql.conformance.MadeTable;
import org.almagest.backend.duckdb.DuckDbTarget;
import org.almagest.plan.SkyScan;
import org.almagest.plan.rewrite.CellJoinExpansion;
import org.almagest.spark.runtime.SkyFunctions;
import org.almagest.spark.translate.SparkTarget;
import org.almagest.sql.ScanSource;
import org.almagest.sql.Spelling;
import org.almagest.sql.SqlRenderer;
import org.almagest.sql.Support;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.spark.sql.SparkSession;

/** The tables of one query as Parquet files of a few rows, and the query run over them. */
final class MadeTables {
  private static final Pattern TEXT = Pattern.compile("'([^'\n]*)'");
  private static final Pattern NUMBER = Pattern.compile("(?<![\\w.])-?[0-9]+(?:\\.[0-9]+)?(?!\\w)");

  private final Connection duckDb;
  private final Path folder;

  MadeTables(Connection duckDb, Path folder) {
    this.duckDb = duckDb;
    this.folder = folder;
  }

  /** Writes the files; values that the query speaks of are among theirs. */
  void write(List<MadeTable> tables, String adql) throws SQLException {
    List<String> texts = found(TEXT, adql, List.of("abc", ""));
    List<String> numbers = found(NUMBER, adql, List.of("0", "1.5"));
    for (MadeTable table : tables) {
      String columns =
          table.columns().stream()
              .map(column -> quoted(column.name()) + " " + column.stored())
              .collect(Collectors.joining(", "));
      String rows =
          table.rows(texts, numbers).stream()
              .map(row -> "(" + String.join(", ", row) + ")")
              .collect(Collectors.joining(", "));
      try (Statement statement = duckDb.createStatement()) {
        statement.execute("CREATE OR REPLACE TABLE made (" + columns + ")");
        statement.execute("INSERT INTO made VALUES " + rows);
        statement.execute("COPY made TO '" + file(String.join(".", table.path())) + "'");
      }
    }
  }

  /** The number of rows of the answer: of DuckDB, or of Spark for what only that has. */
  long run(AdqlQuery query) throws SQLException {
    RelNode plan = CellJoinExpansion.expand(query.plan());
    if (DuckDbTarget.INSTANCE.support(plan) instanceof Support.No) {
      return runOnSpark(plan);
    }
    ScanSource parquet =
        scan ->
            Spelling.function("read_parquet")
                .of(List.of(SqlLiteral.createCharString(file(scan), SqlParserPos.ZERO)));
    String sql = SqlRenderer.render(plan, DuckDbTarget.INSTANCE, parquet);
    int rows = 0;
    try (Statement statement = duckDb.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        rows++;
      }
    }
    return rows;
  }

  private long runOnSpark(RelNode plan) {
    SparkSession session = TestSpark.session().newSession();
    SkyFunctions.register(session);
    ScanSource parquet =
        scan -> new SqlIdentifier(List.of("parquet", file(scan)), SqlParserPos.ZERO);
    return session.sql(SqlRenderer.render(plan, SparkTarget.INSTANCE, parquet)).count();
  }

  private String file(SkyScan scan) {
    return file(
        scan.schemaName().isEmpty()
            ? scan.tableName()
            : scan.schemaName() + "." + scan.tableName());
  }

  private String file(String table) {
    return folder.resolve(table + ".parquet").toString();
  }

  private static List<String> found(Pattern pattern, String adql, List<String> always) {
    Set<String> values = new LinkedHashSet<>();
    Matcher m = pattern.matcher(adql);
    while (m.find() && values.size() < 3) {
      values.add(m.groupCount() == 0 ? m.group() : m.group(1));
    }
    values.addAll(always);
    return new ArrayList<>(values);
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
