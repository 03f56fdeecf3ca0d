package org.almagest.hats;

import java.io.Serializable;
import java.util.List;
import org.almagest.sky.healpix.HealpixRange;

/** The rows of one pixel: mostly one file. */
public record HatsPartition(HatsPixel pixel, List<HatsFile> files) implements Serializable {

  /** Copies the files. */
  public HatsPartition {
    files = List.copyOf(files);
  }

  /** How many rows it has. */
  public long rows() {
    return files.stream().mapToLong(HatsFile::rows).sum();
  }

  /** How many bytes its files have. */
  public long bytes() {
    return files.stream().mapToLong(HatsFile::bytes).sum();
  }

  /** Its pixels of order 29. */
  public HealpixRange range() {
    return pixel.range();
  }
}
