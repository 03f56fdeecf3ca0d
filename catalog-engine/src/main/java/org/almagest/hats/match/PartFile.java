package org.almagest.hats.match;

import java.io.Serializable;
import java.util.List;
import org.almagest.hats.HatsFile;
import org.almagest.sky.HealpixRange;

/**
 * Rows of a file that take part in the match of a part of the sky.
 *
 * @param ranges the pixels of order 29 whose rows are wanted, sorted; empty for all rows
 */
public record PartFile(HatsFile file, List<PixelRange> ranges) implements Serializable {

  /** A {@link HealpixRange} that can be sent to another machine. */
  public record PixelRange(long first, long last) implements Serializable {}

  /** Copies the ranges. */
  public PartFile {
    ranges = List.copyOf(ranges);
  }

  /** The rows of some pixels; of all where there are no ranges. */
  public static PartFile within(HatsFile file, List<HealpixRange> ranges) {
    return new PartFile(
        file, ranges.stream().map(range -> new PixelRange(range.first(), range.last())).toList());
  }
}
