package org.almagest.hats;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.almagest.sky.HealpixRange;

/**
 * A HATS catalog on disk, opened: its properties and its partitions, in the order of the sky. It is
 * a snapshot and never changes, as the folder of a version never does.
 *
 * @see <a href="https://hats.readthedocs.io/en/latest/guide/directory_scheme.html">The directory
 *     scheme</a>
 */
public record HatsCatalog(Path root, HatsProperties properties, List<HatsPartition> partitions) {

  /** The column of HEALPix pixels that this version of the format writes. */
  public static final String HEALPIX_COLUMN = "_healpix_29";

  /** Copies the partitions. */
  public HatsCatalog {
    partitions = List.copyOf(partitions);
  }

  /**
   * Opens the catalog of a folder.
   *
   * @throws HatsException if it is not one, or a file of it is missing or damaged
   */
  public static HatsCatalog open(Path root) {
    HatsProperties properties = HatsProperties.read(root);
    try {
      return new HatsCatalog(root, properties, new PartitionReader(root, properties).read());
    } catch (IOException e) {
      throw new HatsException("Cannot read the catalog [" + root + "]: " + e.getMessage(), e);
    }
  }

  /**
   * The partitions that hold pixels of any of the ranges.
   *
   * @param ranges pixels of order 29, sorted, none overlapping another; none for no partition
   */
  public List<HatsPartition> partitions(List<HealpixRange> ranges) {
    List<HatsPartition> found = new ArrayList<>();
    int next = 0;
    for (HatsPartition partition : partitions) {
      HealpixRange pixels = partition.range();
      while (next < ranges.size() && ranges.get(next).last() < pixels.first()) {
        next++;
      }
      if (next < ranges.size() && ranges.get(next).first() <= pixels.last()) {
        found.add(partition);
      }
    }
    return found;
  }

  /** How many rows all partitions have. */
  public long rows() {
    return partitions.stream().mapToLong(HatsPartition::rows).sum();
  }

  /** How many bytes the files of all partitions have. */
  public long bytes() {
    return partitions.stream().mapToLong(HatsPartition::bytes).sum();
  }
}
