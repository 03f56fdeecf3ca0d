package org.almagest.api.result.encode;

import java.util.BitSet;
import java.util.Optional;
import org.almagest.catalog.ColumnType;

/**
 * Finds an integer that a column does not have, to stand for what is missing: one of the 256 at the
 * lower end of the type, which are all that an unsigned byte has.
 */
final class UnusedNumber {
  private static final int CANDIDATES = 256;

  private final ColumnType type;
  private final BitSet used = new BitSet(CANDIDATES);

  UnusedNumber(ColumnType type) {
    this.type = type;
  }

  private long least() {
    return switch (type) {
      case SHORT -> Short.MIN_VALUE;
      case INTEGER -> Integer.MIN_VALUE;
      case LONG -> Long.MIN_VALUE;
      case UNSIGNED_BYTE, BOOLEAN, FLOAT, DOUBLE, STRING, TIMESTAMP -> 0;
    };
  }

  /** Takes note of a value of the column. */
  void add(Object value) {
    if (value instanceof Number number) {
      long above = number.longValue() - least();
      if (above >= 0 && above < CANDIDATES) {
        used.set((int) above);
      }
    }
  }

  /** The number, in the class of the column's values; empty if there is none. */
  Optional<Number> number() {
    int free =
        type == ColumnType.UNSIGNED_BYTE
            ? used.previousClearBit(CANDIDATES - 1)
            : used.nextClearBit(0);
    if (free < 0 || free >= CANDIDATES) {
      return Optional.empty();
    }
    return switch (type) {
      case UNSIGNED_BYTE, SHORT -> Optional.of((short) (least() + free));
      case INTEGER -> Optional.of((int) (least() + free));
      case LONG -> Optional.of(least() + free);
      case BOOLEAN, FLOAT, DOUBLE, STRING, TIMESTAMP -> Optional.empty();
    };
  }
}
