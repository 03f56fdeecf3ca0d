package org.almagest.spark.runtime;

import java.util.List;
import org.almagest.sky.HealpixRange;
import org.almagest.spark.program.ScanStep;
import org.almagest.spark.program.SparkProgram;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/** Turns a program into a data set of Spark; nothing is read before the data set is used. */
public final class ProgramRunner {

  /** The column by which the rows of a HATS file are sorted. */
  private static final String HEALPIX_COLUMN = "_healpix_29";

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
    for (ScanStep scan : program.scans()) {
      scan(scan).createOrReplaceTempView(scan.view());
    }
    return session.sql(program.sql());
  }

  private Dataset<Row> scan(ScanStep scan) {
    StructType schema = StructType.fromDDL(scan.schema());
    if (scan.files().isEmpty()) {
      return session.createDataFrame(List.of(), schema);
    }
    Column[] columns =
        List.of(schema.fieldNames()).stream()
            .map(name -> functions.col("`" + name.replace("`", "``") + "`"))
            .toArray(Column[]::new);
    if (scan.ranges().isEmpty()) {
      return read(schema, scan.files());
    }
    StructType stored =
        schema.getFieldIndex(HEALPIX_COLUMN).isDefined()
            ? schema
            : schema.add(HEALPIX_COLUMN, "bigint");
    return read(stored, scan.files()).filter(within(scan.ranges())).select(columns);
  }

  private Dataset<Row> read(StructType schema, List<String> files) {
    return session.read().schema(schema).parquet(files.toArray(String[]::new));
  }

  private static Column within(List<HealpixRange> ranges) {
    Column pixel = functions.col(HEALPIX_COLUMN);
    return ranges.stream()
        .map(range -> pixel.between(range.first(), range.last()))
        .reduce(Column::or)
        .orElseThrow();
  }
}
