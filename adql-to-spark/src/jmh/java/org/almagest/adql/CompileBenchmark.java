package org.almagest.adql;

import java.util.concurrent.TimeUnit;
import org.almagest.adql.parse.AdqlParser;
import org.almagest.plan.rewrite.CellJoinExpansion;
import org.almagest.spark.translate.SparkTarget;
import org.almagest.sql.SqlRenderer;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How long a query of twenty lines takes from its text to the text that a back end gets. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 5)
@Measurement(iterations = 3, time = 5)
@Fork(1)
public class CompileBenchmark {
  private static final String QUERY =
      """
      WITH bright AS (
        SELECT objectId, ra_PS AS ra, decl_PS AS decl, gFlux, band
        FROM pt12.Object
        WHERE gFlux > 1.5e-29
          AND flags IN (0, 1, 2, 4)
          AND 1 = CONTAINS(POINT(ra_PS, decl_PS), CIRCLE(30.5, -10.25, 2.5))
      )
      SELECT TOP 1000 b.objectId, b.band, t.name,
             COUNT(*) AS n,
             AVG(s.psfFlux) AS meanFlux,
             MAX(s.psfFlux) - MIN(s.psfFlux) AS amplitude,
             SQRT(SUM(s.psfFlux * s.psfFlux) / COUNT(*)) AS rms
      FROM bright AS b
      JOIN pt12.Source AS s ON s.objectId = b.objectId
      JOIN mydb.targets AS t
        ON DISTANCE(POINT(b.ra, b.decl), POINT(t.ra, t.dec)) < 2.0 / 3600
      WHERE s.visit BETWEEN 1000 AND 2000 AND t.name LIKE 'NGC%'
      GROUP BY b.objectId, b.band, t.name
      HAVING COUNT(*) >= 5
      ORDER BY meanFlux DESC
      """;

  private final AdqlCompiler compiler = SampleCatalog.compiler();

  /** The grammar alone. */
  @Benchmark
  public SqlNode parse() {
    return AdqlParser.parse(QUERY);
  }

  /** Parse, validate and lower. */
  @Benchmark
  public AdqlQuery compile() {
    return compiler.compile(QUERY);
  }

  /** Parse, validate, lower and translate to Spark's SQL. */
  @Benchmark
  public String translate() {
    return SqlRenderer.render(
        CellJoinExpansion.expand(compiler.compile(QUERY).plan()),
        SparkTarget.INSTANCE,
        scan -> new SqlIdentifier("scan_" + scan.scanId(), SqlParserPos.ZERO));
  }
}
