package org.almagest.backend.spark;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.almagest.backend.Backend;
import org.almagest.backend.BackendId;
import org.almagest.backend.BackendQuery;
import org.almagest.backend.Cost;
import org.almagest.backend.Execution;
import org.almagest.backend.ScanFiles;
import org.almagest.backend.Workload;
import org.almagest.plan.SkyScan;
import org.almagest.plan.rewrite.CellJoinExpansion;
import org.almagest.spark.program.ScanStep;
import org.almagest.spark.program.ScanStep.Decoding;
import org.almagest.spark.program.SparkProgram;
import org.almagest.spark.translate.SparkTarget;
import org.almagest.sql.SqlRenderer;
import org.almagest.sql.SqlTarget;
import org.almagest.sql.Support;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.parquet.column.Encoding;
import org.apache.spark.sql.SparkSession;

/** Runs a query as a Spark program, by the driver in this process. */
public final class SparkBackend implements Backend {

  private final SparkSession spark;
  private final Path scratch;
  private final SqlTarget target = SparkTarget.INSTANCE;

  /**
   * A back end on a session that the caller owns.
   *
   * @param scratch a folder for rows on their way to their reader; on a cluster, one that each
   *     machine has at that path
   */
  public SparkBackend(SparkSession spark, Path scratch) {
    this.spark = spark;
    this.scratch = scratch;
  }

  @Override
  public BackendId id() {
    return BackendId.SPARK;
  }

  @Override
  public Cost cost(Workload work) {
    return new Cost(work.line() + (work.rows() - work.line()) / 2);
  }

  @Override
  public Support support(BackendQuery query) {
    List<String> nowhere = ScanFiles.inNoFiles(query.scans());
    if (!nowhere.isEmpty()) {
      return new Support.No(nowhere);
    }
    return target.support(plan(query));
  }

  @Override
  public String explain(BackendQuery query) {
    SparkProgram program = programs(query).whole();
    return program.matches().stream()
            .map(
                match ->
                    "-- " + match.view() + ": " + match.format() + " " + match.options() + "\n")
            .collect(Collectors.joining())
        + program.sql();
  }

  @Override
  public Execution execution(BackendQuery query) {
    return new SparkExecution(spark, programs(query), query.columns(), scratch);
  }

  private SparkExecution.Programs programs(BackendQuery query) {
    RelNode plan = plan(query);
    FirstRows first = FirstRows.of(plan);
    SparkProgram whole = program(query, plan);
    return new SparkExecution.Programs(
        whole, first.plan() == plan ? whole : program(query, first.plan()), first.most());
  }

  private SparkProgram program(BackendQuery query, RelNode plan) {
    Set<Integer> used = SkyScan.in(plan).stream().map(SkyScan::scanId).collect(Collectors.toSet());
    String sql =
        SqlRenderer.render(
            plan, target, scan -> new SqlIdentifier(view(scan.scanId()), SqlParserPos.ZERO));
    return new SparkProgram(
        query.scans().stream()
            .filter(scan -> used.contains(scan.scanId()))
            .map(SparkBackend::step)
            .toList(),
        query.matches().replaced().matches().stream().map(new MatchSteps(query)::of).toList(),
        sql);
  }

  private static ScanStep step(ScanFiles scan) {
    return new ScanStep(
        view(scan.scanId()),
        SparkTypes.ddl(scan),
        SparkTypes.expressions(scan),
        scan.files().stream().map(SparkBackend::uri).toList(),
        scan.encodings().contains(Encoding.BYTE_STREAM_SPLIT) ? Decoding.ROWS : Decoding.BATCHES,
        scan.pixelColumn(),
        scan.ranges());
  }

  /** Not escaped: Hadoop takes the text after the scheme as it is. */
  private static String uri(String file) {
    return file.startsWith("/") ? "file:" + file : file;
  }

  static String view(int scanId) {
    return "scan_" + scanId;
  }

  private static RelNode plan(BackendQuery query) {
    return CellJoinExpansion.expand(query.matches().replaced().plan());
  }
}
