package org.almagest.hats.write;

import java.util.List;

/**
 * Rows in memory, with the order to write them in.
 *
 * @param columns the values, in no order: the keys, then the columns
 * @param order the keys in order, and where the row of each is
 */
record RowRun(List<ColumnBlock> columns, SortedKeys order) {

  int rows() {
    return order.rows().length;
  }
}
