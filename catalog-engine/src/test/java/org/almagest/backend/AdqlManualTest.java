package org.almagest.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  private static Map<String, List<String>> examples() {
    Map<String, List<String>> examples = new LinkedHashMap<>();
    examples.put(
        "Mathematics",
        List.of(
            "ABS(gFlux)",
            "CEILING(gFlux)",
            "DEGREES(gFlux)",
            "EXP(gFlux)",
            "FLOOR(gFlux)",
            "LOG(gFlux)",
            "LOG10(gFlux)",
            "MOD(flags, 3)",
            "PI()",
            "POWER(gFlux, 2)",
            "RADIANS(gFlux)",
            "RAND()",
            "RAND(1)",
            "ROUND(gFlux)",
            "ROUND(gFlux, 2)",
            "SQRT(gFlux)",
            "TRUNCATE(gFlux)",
            "ACOS(gFlux)",
            "ASIN(gFlux)",
            "ATAN(gFlux)",
            "ATAN2(gFlux, 1)",
            "COS(gFlux)",
            "COT(gFlux)",
            "SIN(gFlux)",
            "TAN(gFlux)"));
    examples.put(
        "Geometry",
        List.of(
            "POINT(ra_PS, decl_PS)",
            "CIRCLE(ra_PS, decl_PS, 1)",
            "BOX(ra_PS, decl_PS, 1, 1)",
            "POLYGON(1, 2, 3, 4, 5, 1)",
            "REGION('Circle ICRS 1 2 3')",
            "CONTAINS(POINT(ra_PS, decl_PS), CIRCLE(1, 2, 3)) in WHERE",
            "CONTAINS(POINT(ra_PS, decl_PS), POLYGON(1, 2, 3, 4, 5, 1)) in WHERE",
            "INTERSECTS(CIRCLE(ra_PS, decl_PS, 1), CIRCLE(1, 2, 3)) in WHERE",
            "INTERSECTS(CIRCLE(ra_PS, decl_PS, 1), BOX(1, 2, 3, 4)) in WHERE",
            "DISTANCE(POINT(ra_PS, decl_PS), POINT(1, 2))",
            "DISTANCE(ra_PS, decl_PS, 1, 2)",
            "AREA(CIRCLE(ra_PS, decl_PS, 1))",
            "COORD1(CENTROID(CIRCLE(ra_PS, decl_PS, 1)))",
            "COORD2(POINT(ra_PS, decl_PS))",
            "COORDSYS(POINT(ra_PS, decl_PS))"));
    examples.put(
        "Text, types, units",
        List.of(
            "LOWER(band)",
            "UPPER(band)",
            "band || 'x'",
            "COALESCE(band, 'x')",
            "CAST(gFlux AS BIGINT)",
            "CAST(band AS INTEGER)",
            "CAST(gFlux AS VARCHAR)",
            "CAST(flags AS VARCHAR)",
            "CAST(band AS CHAR(2))",
            "CAST(band AS TIMESTAMP)",
            "IN_UNIT(ra_PS, 'arcsec')"));
    examples.put(
        "User-defined functions, by back end",
        List.of(
            "ivo_healpix_index(5, ra_PS, decl_PS)",
            "ivo_healpix_center(5, objectId)",
            "ivo_epoch_prop_pos(ra_PS, decl_PS, 1, 2, 3, 4, 2000, 2016)",
            "ivo_geom_transform('ICRS', 'GALACTIC', POINT(ra_PS, decl_PS))",
            "ivo_hasword(band, 'x')",
            "ivo_hashlist_has(band, 'x')",
            "ivo_nocasematch(band, 'x%')",
            "ivo_interval_overlaps(gFlux, 1, 2, 3)",
            "ivo_normal_random(0, 1)",
            "ivo_string_agg(band, ',')",
            "BIT_AND(flags, 1)",
            "BIT_OR(flags, 1)",
            "BIT_XOR(flags, 1)",
            "BIT_NOT(flags)"));
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
