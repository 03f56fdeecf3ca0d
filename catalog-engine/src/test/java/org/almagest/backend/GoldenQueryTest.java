package org.almagest.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.almagest.adql.AdqlCompiler;
import org.almagest.adql.AdqlQuery;
import org.almagest.adql.SampleCatalog;
import org.almagest.adql.error.AdqlException;
import org.almagest.backend.duckdb.DuckDbTarget;
import org.almagest.backend.qserv.FlatShape;
import org.almagest.backend.qserv.QservTarget;
import org.almagest.backend.relational.PostgresTarget;
import org.almagest.plan.rewrite.CellJoinExpansion;
import org.almagest.spark.translate.SparkTarget;
import org.almagest.sql.SqlRenderer;
import org.almagest.sql.SqlTarget;
import org.almagest.sql.Support;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each file of {@code golden} holds a query, its columns and plan and what each back end is told,
 * or the refusal. {@code -Dalmagest.golden=rewrite} writes them anew from the query.
 */
class GoldenQueryTest {
  private static final Path FOLDER = Path.of("src/test/resources/golden");
  private static final String RULE = "----\n";
  private static final AdqlCompiler COMPILER = SampleCatalog.compiler();

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".txt")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void isWhatTheFileSays(Path file) throws IOException {
    String text = Files.readString(file);
    int rule = text.indexOf(RULE);
    String adql = (rule < 0 ? text : text.substring(0, rule)).strip();
    String actual = adql + "\n" + RULE + outcome(adql);
    if ("rewrite".equals(System.getProperty("almagest.golden"))) {
      Files.writeString(file, actual);
    }
    assertThat(actual).isEqualTo(Files.readString(file));
  }

  private static String outcome(String adql) {
    AdqlQuery query;
    try {
      query = COMPILER.compile(adql);
    } catch (AdqlException e) {
      return "Refused: " + e.code() + ": " + e.describe() + "\n";
    }
    StringBuilder text = new StringBuilder("Columns:\n");
    query
        .columns()
        .forEach(
            column ->
                text.append("  ")
                    .append(column.name())
                    .append(' ')
                    .append(column.type())
                    .append(
                        column
                            .origin()
                            .map(
                                origin ->
                                    " from %s.%s.%s"
                                        .formatted(
                                            origin.schema(), origin.table(), origin.column()))
                            .orElse(""))
                    .append(column.unit() == null ? "" : " unit " + column.unit())
                    .append(column.xtype() == null ? "" : " xtype " + column.xtype())
                    .append('\n'));
    text.append(RULE).append("Plan:\n").append(RelOptUtil.toString(query.plan()));
    RelNode expanded = CellJoinExpansion.expand(query.plan());
    for (SqlTarget target : List.of(DuckDbTarget.INSTANCE, SparkTarget.INSTANCE)) {
      text.append(RULE).append(target.name()).append(":\n").append(sql(expanded, target));
    }
    text.append(RULE).append("PostgreSQL:\n").append(sql(query.plan(), PostgresTarget.INSTANCE));
    RelNode flat = FlatShape.of(query.plan());
    text.append(RULE).append("Qserv:\n").append(sql(flat, QservTarget.INSTANCE));
    return text.toString();
  }

  private static String sql(RelNode plan, SqlTarget target) {
    if (target.support(plan) instanceof Support.No no) {
      return "Refused: " + String.join("; ", no.reasons()) + "\n";
    }
    return SqlRenderer.render(
            plan, target, scan -> new SqlIdentifier("scan_" + scan.scanId(), SqlParserPos.ZERO))
        + "\n";
  }
}
