package org.almagest.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.almagest.adql.AdqlCompiler;
import org.almagest.adql.AdqlFeatures;
import org.almagest.adql.AdqlQuery;
import org.almagest.adql.SampleCatalog;
import org.almagest.backend.duckdb.DuckDbTarget;
import org.almagest.backend.qserv.FlatShape;
import org.almagest.backend.qserv.QservTarget;
import org.almagest.backend.relational.PostgresTarget;
import org.almagest.spark.translate.SparkTarget;
import org.almagest.sql.Support;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/adql.md} says what the code does. {@code -Dalmagest.golden=rewrite} writes it anew.
 */
class AdqlManualTest {
  private static final Path PAGE = Path.of("../docs/adql.md");
  private static final Path RULES = Path.of("src/test/resources/adql-rules.md");
  private static final Path EXAMPLES = Path.of("src/test/resources/adql-examples.txt");
  private static final AdqlCompiler COMPILER = SampleCatalog.compiler();

  @Test
  void isUpToDate() throws IOException {
    String actual = page();
    if ("rewrite".equals(System.getProperty("almagest.golden"))) {
      Files.writeString(PAGE, actual);
    }
    assertThat(Files.readString(PAGE))
        .as("docs/adql.md is stale: run the test with -Dalmagest.golden=rewrite")
        .isEqualTo(actual);
  }

  private static String page() throws IOException {
    StringBuilder page = new StringBuilder("# ADQL\n\n");
    page.append("This page is generated from the code; a test fails when it is stale.\n\n");
    page.append(Files.readString(RULES)).append("\n## Features and functions by back end\n\n");
    page.append(
        "`yes`, or why not. DuckDB and Spark run in the service; PostgreSQL and Qserv are\n");
    page.append("SQL texts for servers that an operator keeps.\n");
    examples()
        .forEach(
            (title, queries) -> {
              page.append("\n### ").append(title).append("\n\n");
              page.append(
                  "| | DuckDB | Spark | PostgreSQL | Qserv |\n| --- | --- | --- | --- | --- |\n");
              queries.forEach(query -> page.append(row(query)));
            });
    page.append("\n## User-defined functions\n\n| signature | what it does |\n| --- | --- |\n");
    AdqlFeatures.of(AdqlFeatures.Kind.USER_FUNCTION)
        .forEach(
            function ->
                page.append("| `")
                    .append(function.form())
                    .append("` | ")
                    .append(function.description())
                    .append(" |\n"));
    return page.toString();
  }

  /** Titles after a number sign, each followed by its examples. */
  private static Map<String, List<String>> examples() throws IOException {
    Map<String, List<String>> examples = new LinkedHashMap<>();
    List<String> current = new ArrayList<>();
    for (String line : Files.readAllLines(EXAMPLES)) {
      if (line.startsWith("# ")) {
        current = new ArrayList<>();
        examples.put(line.substring(2), current);
      } else {
        current.add(line);
      }
    }
    return examples;
  }

  private static String row(String example) {
    String adql =
        example.endsWith(" in WHERE")
            ? "SELECT objectId FROM pt12.Object WHERE 1 = " + example.replace(" in WHERE", "")
            : "SELECT " + example + " AS x FROM pt12.Object";
    AdqlQuery query = COMPILER.compile(adql);
    return "| `"
        + example.replace(" in WHERE", "").replace("|", "\\|")
        + "` | "
        + String.join(
            " | ",
            answer(DuckDbTarget.INSTANCE.support(query.plan())),
            answer(SparkTarget.INSTANCE.support(query.plan())),
            answer(PostgresTarget.INSTANCE.support(query.plan())),
            answer(QservTarget.INSTANCE.support(FlatShape.of(query.plan()))))
        + " |\n";
  }

  private static String answer(Support support) {
    return support instanceof Support.No no ? String.join("; ", no.reasons()) : "yes";
  }
}
