package org.almagest.hats.write.sort;

import org.almagest.hats.write.block.ColumnBlock;
import org.almagest.hats.write.block.IntBlock;
import org.almagest.hats.write.block.LongBlock;
import org.almagest.hats.write.block.TextBlock;

/** Numbers that sort as ids do. */
public final class IndexKeys {

  private IndexKeys() {}

  /** The id itself where it is a whole number; of a text, its first eight bytes. */
  public static long of(ColumnBlock ids, int row) {
    if (ids instanceof LongBlock block) {
      return block.values()[row];
    }
    if (ids instanceof IntBlock block) {
      return block.values()[row];
    }
    if (ids instanceof TextBlock block) {
      long key = 0;
      for (int index = 0; index < Long.BYTES; index++) {
        int at = block.start(row) + index;
        key = (key << Byte.SIZE) | (at < block.end(row) ? block.utf8()[at] & 0xff : 0);
      }
      return key ^ Long.MIN_VALUE;
    }
    throw new IllegalArgumentException("An id is a whole number or a text");
  }
}
