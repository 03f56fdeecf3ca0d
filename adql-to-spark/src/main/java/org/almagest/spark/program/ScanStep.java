package org.almagest.spark.program;

import java.util.List;
import org.almagest.sky.healpix.HealpixRange;

/**
 * Parquet files as a view.
 *
 * @param view the name of the view
 * @param schema the columns to read of the files, as Spark DDL
 * @param columns the columns of the view as expressions of those; none where they are the same
 * @param files absolute paths or URIs; may be empty
 * @param decoding how Spark has to decode the files
 * @param pixelColumn the column of the files that the ranges are of
 * @param ranges where rows are wanted: rows whose pixel lies outside all of them may be left out;
 *     empty for no restriction
 */
public record ScanStep(
    String view,
    String schema,
    List<String> columns,
    List<String> files,
    Decoding decoding,
    String pixelColumn,
    List<HealpixRange> ranges) {

  /** Spark's two readers of Parquet. */
  public enum Decoding {
    /** The fast one, which does not know all encodings. */
    BATCHES,
    /** The other one, which knows {@code BYTE_STREAM_SPLIT}. */
    ROWS
  }

  /** Copies the lists. */
  public ScanStep {
    columns = List.copyOf(columns);
    files = List.copyOf(files);
    ranges = List.copyOf(ranges);
  }
}
