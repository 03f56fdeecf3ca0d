package org.almagest.hats.column;

/** The encoding DELTA_BINARY_PACKED: blocks of differences, packed by miniblock. */
final class DeltaDecoder {

  private DeltaDecoder() {}

  /** Reads numbers and leaves the page at the byte after them. */
  static void read(PageBytes page, long[] values, int at, int count) {
    int blockSize = page.varInt();
    int miniblocks = page.varInt();
    int total = page.varInt();
    long last = page.zigZagLong();
    if (miniblocks <= 0 || blockSize <= 0 || blockSize % miniblocks != 0) {
      throw new ColumnException("A page has blocks of [" + blockSize + "] values");
    }
    if (total < count) {
      throw new ColumnException("A page has [" + total + "] values where there should be " + count);
    }
    int perMiniblock = blockSize / miniblocks;
    long[] differences = new long[perMiniblock];
    if (count > 0) {
      values[at] = last;
    }
    // The values after the wanted ones are read too: other bytes may follow them.
    int done = 1;
    while (done < total) {
      long least = page.zigZagLong();
      int widths = page.skip(miniblocks);
      for (int m = 0; m < miniblocks && done < total; m++) {
        int width = page.array()[widths + m] & 0xFF;
        int length = perMiniblock / 8 * width;
        int held = Math.min(perMiniblock, total - done);
        BitUnpacker.longs(
            page.slice(Math.min(length, page.remaining())), width, differences, 0, held);
        for (int i = 0; i < held; i++) {
          last += least + differences[i];
          if (done < count) {
            values[at + done] = last;
          }
          done++;
        }
      }
    }
  }
}
