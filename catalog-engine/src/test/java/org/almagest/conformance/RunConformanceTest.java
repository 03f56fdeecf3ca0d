package org.almagest.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.almagest.adql.AdqlCompiler;
import org.almagest.adql.AdqlQuery;
import org.almagest.adql.conformance.ComparesWithOthers;
import org.almagest.adql.conformance.InferredCatalog;
import org.almagest.adql.conformance.MadeTable;
import org.almagest.adql.conformance.QuerySet;
import org.almagest.adql.error.AdqlException;
import org.almagest.adql.function.AddedFunction;
import org.almagest.adql.function.AdqlFunctions;
import org.almagest.adql.function.DeclaredType;
import org.almagest.backend.duckdb.DuckDbTarget;
import org.almagest.backend.duckdb.SkyDuckDb;
import org.almagest.plan.rewrite.CellJoinExpansion;
import org.almagest.spark.translate.SparkTarget;
import org.almagest.sql.SqlRenderer;
import org.almagest.sql.SqlTarget;
import org.almagest.sql.Support;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.schema.Schema;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.impl.AbstractSchema;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every valid query of the IVOA's sets compiles over tables made up from what it says, is written
 * for the engines that can run it, and runs. The figures are in {@code target/conformance-*.txt}.
 */
class RunConformanceTest {
  private static final List<SqlTarget> TARGETS =
      List.of(DuckDbTarget.INSTANCE, SparkTarget.INSTANCE);

  private static final Path FORMS = Path.of("src/test/resources/conformance");

  @TempDir private Path folder;

  @Test
  @ComparesWithOthers("adql")
  void runsEveryValidQueryWhoseTablesCanBeMade(TestReporter report)
      throws IOException, SQLException {
    run(QuerySet.read(QuerySet.folder()), report, "conformance-ivoa.txt");
  }

  @Test
  void runsEveryFormOfTheStandard(TestReporter report) throws IOException, SQLException {
    run(QuerySet.read(FORMS), report, "conformance-forms.txt");
  }

  private void run(List<QuerySet.Query> queries, TestReporter report, String figuresFile)
      throws IOException, SQLException {
    int made = 0;
    int rows = 0;
    List<String> notMade = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    try (Connection duckDb = SkyDuckDb.open()) {
      MadeTables tables = new MadeTables(duckDb, folder);
      for (QuerySet.Query query : queries) {
        if (!query.valid()) {
          continue;
        }
        InferredCatalog catalog = InferredCatalog.of(query.adql(), query.functions());
        if (!catalog.reasons().isEmpty()) {
          notMade.add(query.name() + ": " + String.join("; ", catalog.reasons()));
          continue;
        }
        made++;
        try {
          List<AddedFunction> functions = functions(query);
          AdqlQuery compiled =
              new AdqlCompiler(schema(catalog.tables()), functions).compile(query.adql());
          render(compiled);
          SkyDuckDb.teach(duckDb, functions.stream().map(AddedFunction::engineFunction).toList());
          tables.write(catalog.tables(), query.adql());
          rows += tables.run(compiled) > 0 ? 1 : 0;
        } catch (AdqlException e) {
          wrong.add(query.name() + ": " + e.code() + ": " + e.describe() + "\n" + query.adql());
        } catch (SQLException | RuntimeException | AssertionError e) {
          wrong.add(query.name() + ": " + e + "\n" + query.adql());
        }
      }
    }
    int ran = made - wrong.size();
    List<String> figures =
        List.of(
            "compiled, and run on DuckDB, or on Spark where only that can: " + ran + " of " + made,
            "with rows in the answer: " + rows + " of " + made,
            "tables that cannot be made: " + notMade,
            "wrong: " + wrong);
    report.publishEntry("conformance", String.join("\n", figures));
    Files.write(Path.of("target", figuresFile), figures);
    assertThat(wrong).isEmpty();
  }

  /** The functions that a query declares and we do not have; each computes a constant. */
  private static List<AddedFunction> functions(QuerySet.Query query) {
    return query.functions().stream()
        .filter(
            form ->
                AdqlFunctions.names().stream()
                    .noneMatch(name -> name.equalsIgnoreCase(form.name())))
        .map(form -> form.computedBy(arguments -> constant(DeclaredType.parse(form.result()))))
        .toList();
  }

  private static Object constant(DeclaredType type) {
    return switch (type) {
      case INTEGER -> 2;
      case BIGINT -> 2L;
      case DOUBLE -> 2.0;
      case TEXT -> "abc";
      case TIMESTAMP -> "2019-06-06T09:55:27";
      case POINT -> "1 2";
      case CIRCLE -> "1 2 3";
      case POLYGON, REGION -> "0 0 40 0 40 30";
    };
  }

  private static void render(AdqlQuery query) {
    RelNode plan = CellJoinExpansion.expand(query.plan());
    List<SqlTarget> able =
        TARGETS.stream().filter(target -> target.support(plan) instanceof Support.Yes).toList();
    assertThat(able).isNotEmpty();
    for (SqlTarget target : able) {
      SqlRenderer.render(
          plan, target, scan -> new SqlIdentifier("scan_" + scan.scanId(), SqlParserPos.ZERO));
    }
  }

  private static Schema schema(List<MadeTable> tables) {
    Map<String, Table> root = new LinkedHashMap<>();
    Map<String, Map<String, Table>> schemas = new HashMap<>();
    for (MadeTable table : tables) {
      List<String> path = table.path();
      String name = path.get(path.size() - 1);
      if (path.size() == 1) {
        root.put(name, table);
      } else {
        schemas.computeIfAbsent(path.get(path.size() - 2), s -> new HashMap<>()).put(name, table);
      }
    }
    Map<String, Schema> children = new HashMap<>();
    schemas.forEach((name, content) -> children.put(name, schema(content, Map.of())));
    return schema(root, children);
  }

  private static Schema schema(Map<String, Table> tables, Map<String, Schema> schemas) {
    return new AbstractSchema() {
      @Override
      protected Map<String, Table> getTableMap() {
        return tables;
      }

      @Override
      protected Map<String, Schema> getSubSchemaMap() {
        return schemas;
      }
    };
  }
}
