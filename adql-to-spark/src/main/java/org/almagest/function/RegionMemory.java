package org.almagest.function;

import java.util.Optional;
import org.almagest.sky.Region;
import org.jspecify.annotations.Nullable;

/**
 * The region that was asked for last: a constant one is read once and not for each row. Safe for
 * use by many threads.
 */
final class RegionMemory {
  private volatile @Nullable Entry last;

  private record Entry(String text, Optional<Region> region) {}

  /** The region of a text, if it is one. */
  Optional<Region> region(String text) {
    Entry known = last;
    if (known != null && known.text.equals(text)) {
      return known.region;
    }
    Entry read = new Entry(text, RegionText.find(text));
    last = read;
    return read.region;
  }
}
