package org.almagest.hats.spark;

import java.util.ArrayList;
import java.util.List;
import org.almagest.sky.healpix.HealpixRange;
import org.jspecify.annotations.Nullable;

/** Ranges of pixels as an option writes them: {@code 0-15 64-79}. */
final class PixelText {

  private PixelText() {}

  static List<HealpixRange> parse(@Nullable String text) {
    List<HealpixRange> ranges = new ArrayList<>();
    if (text == null || text.isBlank()) {
      return ranges;
    }
    try {
      for (String range : text.strip().split("\\s+")) {
        int dash = range.indexOf('-');
        ranges.add(
            new HealpixRange(
                Long.parseLong(range.substring(0, dash)),
                Long.parseLong(range.substring(dash + 1))));
      }
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException(
          "The pixels [" + text + "] are not ranges, such as [0-15 64-79]", e);
    }
    return ranges;
  }
}
