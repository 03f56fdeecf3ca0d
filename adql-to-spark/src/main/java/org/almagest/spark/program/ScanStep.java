package org.almagest.spark.program;

import java.util.List;
import org.almagest.sky.HealpixRange;

/**
 * Parquet files as a view.
 *
 * @param view the name of the view
 * @param schema the columns of the view, as Spark DDL; asked of the files when a table has no files
 * @param files absolute paths or URIs; may be empty
 * @param ranges where rows are wanted: rows whose {@code _healpix_29} lies outside all of them may
 *     be left out; empty for no restriction
 */
public record ScanStep(String view, String schema, List<String> files, List<HealpixRange> ranges) {

  /** Copies the lists. */
  public ScanStep {
    files = List.copyOf(files);
    ranges = List.copyOf(ranges);
  }
}
