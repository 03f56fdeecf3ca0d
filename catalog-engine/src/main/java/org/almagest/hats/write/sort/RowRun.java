package org.almagest.hats.write.sort;

import java.util.List;
import org.almagest.hats.write.block.ColumnBlock;

/**
 * Rows in memory, with the order to write them in.
 *
 * @param columns the values, in no order: the keys, then the columns
 * @param order the keys in order, and where the row of each is
 */
public record RowRun(List<ColumnBlock> columns, SortedKeys order) {

  public int rows() {
    return order.rows().length;
  }
}
