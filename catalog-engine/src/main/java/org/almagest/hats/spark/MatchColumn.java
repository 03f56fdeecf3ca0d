package org.almagest.hats.spark;

import java.io.Serializable;
import org.apache.spark.sql.types.DataType;

/**
 * A column of a match.
 *
 * @param name its name in the result
 * @param side where it comes from
 * @param path its name there; nothing for the separation
 * @param times see {@link ColumnTypes#perMicrosecond}
 */
record MatchColumn(String name, Side side, String path, DataType type, long times)
    implements Serializable {

  /** Where a column comes from. */
  enum Side {
    LEFT,
    RIGHT,
    SEPARATION
  }
}
