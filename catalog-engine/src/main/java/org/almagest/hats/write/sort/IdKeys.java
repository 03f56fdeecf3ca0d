package org.almagest.hats.write.sort;

import org.almagest.catalog.ColumnType;
import org.almagest.hats.write.block.ColumnBlock;
import org.almagest.hats.write.block.TextBlock;

/** Numbers that are equal where ids are; of texts they may be equal where those are not. */
public final class IdKeys {

  private static final long OFFSET_BASIS = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private IdKeys() {}

  /** The kind of block that ids are read into: whole numbers of any length, or texts. */
  public static ColumnBlock block(ColumnType type) {
    return ColumnBlock.of(type == ColumnType.STRING ? ColumnType.STRING : ColumnType.LONG, 1024);
  }

  /** The number of an id that is not null. */
  public static long of(ColumnBlock ids, int row) {
    return ids instanceof TextBlock text ? hash(text, row) : IndexKeys.of(ids, row);
  }

  /** FNV-1a, whose low bits are mixed once more since look-ups cut the range in halves. */
  private static long hash(TextBlock text, int row) {
    long hash = OFFSET_BASIS;
    for (int at = text.start(row); at < text.end(row); at++) {
      hash = (hash ^ (text.utf8()[at] & 0xff)) * PRIME;
    }
    return hash ^ (hash >>> 32);
  }
}
