package org.almagest.fuzz;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import org.almagest.adql.AdqlCompiler;
import org.almagest.adql.AdqlQuery;
import org.almagest.adql.SampleCatalog;
import org.almagest.adql.error.AdqlException;
import org.almagest.backend.duckdb.DuckDbTarget;
import org.almagest.plan.rewrite.CellJoinExpansion;
import org.almagest.spark.translate.SparkTarget;
import org.almagest.sql.SqlRenderer;
import org.almagest.sql.SqlTarget;
import org.almagest.sql.Support;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * A query on its way to the text that each back end gets.
 *
 * @param refusal what was wrong with it; null if nothing
 * @param time of the processor, which does not depend on what else the machine does
 */
record Compilation(@Nullable AdqlException refusal, Duration time) {
  private static final AdqlCompiler COMPILER = SampleCatalog.compiler();
  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

  static Compilation of(String adql) {
    long start = CPU.getCurrentThreadCpuTime();
    AdqlException refusal = null;
    try {
      render(COMPILER.compile(adql));
    } catch (AdqlException e) {
      refusal = e;
    }
    return new Compilation(refusal, Duration.ofNanos(CPU.getCurrentThreadCpuTime() - start));
  }

  private static void render(AdqlQuery query) {
    RelNode expanded = CellJoinExpansion.expand(query.plan());
    for (SqlTarget target : List.of(DuckDbTarget.INSTANCE, SparkTarget.INSTANCE)) {
      if (target.support(expanded) instanceof Support.Yes) {
        SqlRenderer.render(
            expanded,
            target,
            scan -> new SqlIdentifier("scan_" + scan.scanId(), SqlParserPos.ZERO));
      }
    }
  }
}
