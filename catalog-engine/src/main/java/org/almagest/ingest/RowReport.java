package org.almagest.ingest;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * How many rows are good and bad, and what is wrong with the first bad ones.
 *
 * @param lines {@code file:line: reason}
 */
record RowReport(long good, long bad, List<String> lines) {

  static RowReport of(Dataset<Row> staged, int reports) {
    Row counts =
        staged
            .agg(
                functions.count(functions.lit(1)),
                functions.count(functions.col(StagedRows.PROBLEM)))
            .head();
    long bad = counts.getLong(1);
    List<String> lines = new ArrayList<>();
    if (bad > 0) {
      staged
          .where(functions.col(StagedRows.PROBLEM).isNotNull())
          .orderBy(StagedRows.FILE, StagedRows.LINE)
          .select(StagedRows.FILE, StagedRows.LINE, StagedRows.PROBLEM)
          .limit(reports)
          .collectAsList()
          .forEach(
              row -> lines.add(row.getString(0) + ":" + row.getLong(1) + ": " + row.getString(2)));
    }
    return new RowReport(counts.getLong(0) - bad, bad, List.copyOf(lines));
  }

  void check(IngestRequest request) {
    if (bad > 0 && request.badRows() == BadRows.FAIL) {
      throw new IngestException(
          IngestException.Code.BAD_ROWS,
          "Nothing was ingested, because of rows that cannot be read (at least "
              + bad
              + "; the first are below). Correct them, or leave bad rows out with --bad-rows skip.\n"
              + String.join("\n", lines));
    }
    if (good == 0) {
      throw new IngestException(
          IngestException.Code.BAD_ROWS,
          "The files hold no row that can be read"
              + (lines.isEmpty() ? "" : "; the first bad ones are:\n" + String.join("\n", lines)));
    }
  }
}
