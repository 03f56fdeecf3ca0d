package org.almagest.hats.column;

import java.util.Arrays;

/** The hybrid of run-length encoding and bit packing, of levels and of dictionary indexes. */
final class RunDecoder {

  private final PageBytes page;
  private final int width;

  RunDecoder(PageBytes page, int width) {
    if (width < 0 || width > 32) {
      throw new ColumnException("A page says that its indexes have [" + width + "] bits");
    }
    this.page = page;
    this.width = width;
  }

  /** Whether all of the next values are one and the same; nothing is read on. */
  static boolean all(int value, int count, PageBytes page, int width) {
    PageBytes ahead =
        new PageBytes(page.array(), page.position(), page.position() + page.remaining());
    int header = ahead.varInt();
    return (header & 1) == 0
        && header >>> 1 >= count
        && ahead.unsignedByte() == value
        && width <= 8;
  }

  void read(int[] values, int count) {
    if (width == 0) {
      Arrays.fill(values, 0, count, 0);
      return;
    }
    int done = 0;
    while (done < count) {
      int header = page.varInt();
      int length = header >>> 1;
      if ((header & 1) == 0) {
        int value = 0;
        for (int shift = 0; shift < width; shift += 8) {
          value |= page.unsignedByte() << shift;
        }
        int run = Math.min(length, count - done);
        Arrays.fill(values, done, done + run, value);
        done += run;
      } else {
        int run = Math.min(length * 8, count - done);
        // The last group may be cut short at the end of a page.
        PageBytes packed = page.slice(Math.min(length * width, page.remaining()));
        BitUnpacker.ints(packed, width, values, done, run);
        done += run;
      }
      if (length == 0) {
        throw new ColumnException("A page has a run of no values");
      }
    }
  }
}
