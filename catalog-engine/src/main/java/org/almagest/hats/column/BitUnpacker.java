package org.almagest.hats.column;

/** Numbers of a fixed count of bits, packed from the least significant bit on. */
final class BitUnpacker {

  private BitUnpacker() {}

  static void ints(PageBytes packed, int width, int[] values, int at, int count) {
    byte[] bytes = packed.array();
    int start = packed.position();
    int end = start + packed.remaining();
    check(packed, width, count);
    long mask = (1L << width) - 1;
    long bit = 0;
    int i = 0;
    for (; i < count; i++, bit += width) {
      int from = start + (int) (bit >>> 3);
      if (from + 8 > bytes.length) {
        break;
      }
      values[at + i] = (int) (((long) PageBytes.LONG.get(bytes, from) >>> (bit & 7)) & mask);
    }
    for (; i < count; i++, bit += width) {
      values[at + i] = (int) slowly(bytes, start, end, bit, width);
    }
  }

  static void longs(PageBytes packed, int width, long[] values, int at, int count) {
    byte[] bytes = packed.array();
    int start = packed.position();
    int end = start + packed.remaining();
    check(packed, width, count);
    long bit = 0;
    int i = 0;
    if (width <= 56) {
      long mask = (1L << width) - 1;
      for (; i < count; i++, bit += width) {
        int from = start + (int) (bit >>> 3);
        if (from + 8 > bytes.length) {
          break;
        }
        values[at + i] = ((long) PageBytes.LONG.get(bytes, from) >>> (bit & 7)) & mask;
      }
    }
    for (; i < count; i++, bit += width) {
      values[at + i] = slowly(bytes, start, end, bit, width);
    }
  }

  private static void check(PageBytes packed, int width, int count) {
    if (((long) width * count + 7) >>> 3 > packed.remaining()) {
      throw new ColumnException("A page ends before its packed values do");
    }
  }

  private static long slowly(byte[] bytes, int start, int end, long bit, int width) {
    long value = 0;
    int done = 0;
    while (done < width) {
      long at = bit + done;
      int index = start + (int) (at >>> 3);
      int offset = (int) (at & 7);
      int taken = Math.min(8 - offset, width - done);
      int part = index < end ? ((bytes[index] & 0xFF) >>> offset) & ((1 << taken) - 1) : 0;
      value |= (long) part << done;
      done += taken;
    }
    return value;
  }
}
