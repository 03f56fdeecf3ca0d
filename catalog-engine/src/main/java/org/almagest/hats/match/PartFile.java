package org.almagest.hats.match;

import java.io.Serializable;
import java.util.List;
import org.almagest.hats.HatsFile;
import org.almagest.sky.healpix.HealpixRange;

/**
 * Rows of a file that take part in the match of a part of the sky.
 *
 * @param ranges the pixels of order 29 whose rows are wanted, sorted; empty for all rows
 */
public record PartFile(HatsFile file, List<HealpixRange> ranges) implements Serializable {

  /** Copies the ranges. */
  public PartFile {
    ranges = List.copyOf(ranges);
  }
}
