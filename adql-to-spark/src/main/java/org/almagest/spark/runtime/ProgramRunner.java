package org.almagest.spark.runtime;

import java.util.List;
import java.util.stream.Stream;
import org.almagest.spark.program.MatchStep;
import org.almagest.spark.program.ScanStep;
import org.almagest.spark.program.ScanStep.Decoding;
import org.almagest.spark.program.SparkProgram;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/** Turns a program into a data set of Spark; nothing is read before the data set is used. */
public final class ProgramRunner {

  private final SparkSession session;

  /**
   * @param session a session for this program alone: its views and functions stay in it
   */
  public ProgramRunner(SparkSession session) {
    this.session = session;
    SkyFunctions.register(session);
  }

  /** The rows of the program. */
  public Dataset<Row> run(SparkProgram program) {
    // A setting of the session, which is for this program alone.
    if (program.scans().stream().anyMatch(scan -> scan.decoding() == Decoding.ROWS)) {
      session.conf().set("spark.sql.parquet.enableVectorizedReader", false);
    }
    for (ScanStep scan : program.scans()) {
      scan(scan).createOrReplaceTempView(scan.view());
    }
    for (MatchStep match : program.matches()) {
      session
          .read()
          .format(match.format())
          .options(match.options())
          .load()
          .createOrReplaceTempView(match.view());
    }
    return session.sql(program.sql());
  }

  private Dataset<Row> scan(ScanStep scan) {
    StructType schema = StructType.fromDDL(scan.schema());
    Column[] columns =
        scan.columns().isEmpty()
            ? Stream.of(schema.fieldNames()).map(ProgramRunner::column).toArray(Column[]::new)
            : scan.columns().stream().map(functions::expr).toArray(Column[]::new);
    if (scan.files().isEmpty()) {
      return session.createDataFrame(List.of(), schema).select(columns);
    }
    if (scan.ranges().isEmpty()) {
      return read(schema, scan.files()).select(columns);
    }
    StructType stored =
        schema.getFieldIndex(scan.pixelColumn()).isDefined()
            ? schema
            : schema.add(scan.pixelColumn(), "bigint");
    return read(stored, scan.files()).filter(within(scan)).select(columns);
  }

  private static Column column(String name) {
    return functions.col("`" + name.replace("`", "``") + "`");
  }

  private Dataset<Row> read(StructType schema, List<String> files) {
    return session.read().schema(schema).parquet(files.toArray(String[]::new));
  }

  private static Column within(ScanStep scan) {
    Column pixel = column(scan.pixelColumn());
    return scan.ranges().stream()
        .map(range -> pixel.between(range.first(), range.last()))
        .reduce(Column::or)
        .orElseThrow();
  }
}
