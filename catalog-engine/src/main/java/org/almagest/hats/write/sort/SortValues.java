package org.almagest.hats.write.sort;

import org.almagest.hats.write.block.ColumnBlock;
import org.almagest.hats.write.block.DoubleBlock;
import org.almagest.hats.write.block.FloatBlock;

/** Numbers that sort as the values of a column do; nulls last. */
public final class SortValues {

  private SortValues() {}

  public static long of(ColumnBlock block, int row) {
    if (block.isNull(row)) {
      return Long.MAX_VALUE;
    }
    if (block instanceof DoubleBlock doubles) {
      return of(doubles.values()[row]);
    }
    if (block instanceof FloatBlock floats) {
      return of(floats.values()[row]);
    }
    return IndexKeys.of(block, row);
  }

  private static long of(double value) {
    long bits = Double.doubleToLongBits(value + 0.0);
    return bits ^ ((bits >> (Long.SIZE - 1)) & Long.MAX_VALUE);
  }
}
