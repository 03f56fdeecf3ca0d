package org.almagest.hats.match;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.almagest.hats.HatsCatalog;
import org.almagest.hats.HatsFile;
import org.almagest.hats.HatsPartition;
import org.almagest.hats.column.ColumnFile;
import org.almagest.hats.match.SideColumns.Motion;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;

/** How far the positions of a catalog move, from the statistics in the footers of its files. */
public final class StoredMotion {

  /** What the perspective of a star that comes close adds at most. */
  private static final double PERSPECTIVE = 1.05;

  private StoredMotion() {}

  /**
   * The largest angle that a position moves to the epoch of the match [deg]; 0 where none does.
   *
   * @throws IllegalArgumentException if a file does not say how large its proper motions are
   */
  public static double largestDeg(HatsCatalog catalog, SideColumns columns) {
    Motion motion = columns.motion();
    if (motion == null) {
      return 0;
    }
    double most = 0;
    for (HatsPartition partition : catalog.partitions()) {
      for (HatsFile file : partition.files()) {
        most =
            Math.max(most, Math.hypot(largest(file, motion.pmRa()), largest(file, motion.pmDec())));
      }
    }
    double years = Math.abs(motion.matchEpoch() - motion.epoch());
    return Math.min(180, most / 3_600_000 * years * PERSPECTIVE);
  }

  private static double largest(HatsFile file, String column) {
    double most = 0;
    try (ColumnFile opened = ColumnFile.open(file.input())) {
      for (BlockMetaData group : opened.footer().getBlocks()) {
        for (ColumnChunkMetaData chunk : group.getColumns()) {
          if (chunk.getPath().toDotString().equals(column)) {
            most = Math.max(most, largest(chunk, file));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return most;
  }

  private static double largest(ColumnChunkMetaData chunk, HatsFile file) {
    Statistics<?> known = chunk.getStatistics();
    if (known != null
        && known.hasNonNullValue()
        && known.genericGetMin() instanceof Number least
        && known.genericGetMax() instanceof Number greatest) {
      return Math.max(Math.abs(least.doubleValue()), Math.abs(greatest.doubleValue()));
    }
    if (known != null && known.isNumNullsSet() && known.getNumNulls() == chunk.getValueCount()) {
      return 0;
    }
    throw new IllegalArgumentException(
        "The file ["
            + file.location()
            + "] has no statistics of the column "
            + chunk.getPath().toDotString()
            + ", by which the match could tell how far to look");
  }
}
