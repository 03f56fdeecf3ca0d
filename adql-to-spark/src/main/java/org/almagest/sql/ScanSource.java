package org.almagest.sql;

import org.almagest.plan.SkyScan;
import org.apache.calcite.sql.SqlNode;

/** What stands in FROM for a scan. */
@FunctionalInterface
public interface ScanSource {

  /**
   * A table name, or a call such as {@code read_parquet(...)}, with at least the columns of the
   * scan's row type.
   */
  SqlNode source(SkyScan scan);
}
