package org.almagest.hats.match;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.almagest.hats.HatsCatalog;
import org.almagest.hats.HatsFile;
import org.almagest.hats.HatsPartition;
import org.almagest.hats.column.ColumnFile;
import org.almagest.hats.column.RowSpan;
import org.almagest.hats.match.SideColumns.Motion;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;

/**
 * How far the positions of a catalog move, from the statistics in the footers of its files; where
 * there are none, as some writers leave them out when there is a NaN, from the column itself.
 */
public final class StoredMotion {

  /** What the perspective of a star that comes close adds at most. */
  private static final double PERSPECTIVE = 1.05;

  private StoredMotion() {}

  /** How far apart the stored positions of a pair may be [deg]: the radius and both motions. */
  public static double reachDeg(MatchSides sides, MatchJob job) {
    return Math.min(
        180,
        job.radiusDeg()
            + largestDeg(sides.left(), job.left())
            + largestDeg(sides.right(), job.right()));
  }

  /** The largest angle that a position moves to the epoch of the match [deg]; 0 where none does. */
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
      for (RowSpan group : opened.all()) {
        BlockMetaData block = opened.footer().getBlocks().get(group.rowGroup());
        for (ColumnChunkMetaData chunk : block.getColumns()) {
          if (chunk.getPath().toDotString().equals(column)) {
            OptionalDouble known = largest(chunk);
            most =
                Math.max(
                    most, known.isPresent() ? known.getAsDouble() : largest(opened, column, group));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return most;
  }

  private static OptionalDouble largest(ColumnChunkMetaData chunk) {
    Statistics<?> known = chunk.getStatistics();
    if (known != null
        && known.hasNonNullValue()
        && known.genericGetMin() instanceof Number least
        && known.genericGetMax() instanceof Number greatest) {
      return OptionalDouble.of(
          Math.max(Math.abs(least.doubleValue()), Math.abs(greatest.doubleValue())));
    }
    return known != null && known.isNumNullsSet() && known.getNumNulls() == chunk.getValueCount()
        ? OptionalDouble.of(0)
        : OptionalDouble.empty();
  }

  private static double largest(ColumnFile file, String column, RowSpan group) throws IOException {
    return Arrays.stream(Numbers.doubles(file.read(column, List.of(group))))
        .filter(Double::isFinite)
        .map(Math::abs)
        .max()
        .orElse(0);
  }
}
