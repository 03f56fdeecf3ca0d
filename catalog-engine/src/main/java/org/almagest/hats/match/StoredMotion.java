package org.almagest.hats.match;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.almagest.hats.HatsCatalog;
import org.almagest.hats.HatsFile;
import org.almagest.hats.HatsPartition;
import org.almagest.hats.column.ColumnFile;
import org.almagest.hats.column.RowSpan;
import org.almagest.hats.match.SideColumns.Motion;
import org.almagest.sky.motion.SpaceMotion;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.jspecify.annotations.Nullable;

/**
 * How far the positions of a catalog move, from the statistics in the footers of its files; where
 * there are none, as some writers leave them out when there is a NaN, from the column itself. Over
 * millennia the fastest, the nearest and the one that comes closer are seldom the same star: then
 * the columns are read, and each star is moved.
 */
public final class StoredMotion {

  /** What perspective may add before columns are read: more than it does in a human life. */
  private static final double LITTLE = 1.05;

  /** Positions are rounded. */
  private static final double ROUNDING = 1 + 1e-9;

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
        try (ColumnFile opened = ColumnFile.open(file.input())) {
          for (RowSpan group : opened.all()) {
            most = Math.max(most, largestDeg(new Group(opened, group), motion));
          }
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    return Math.min(180, most * ROUNDING);
  }

  private static double largestDeg(Group group, Motion motion) throws IOException {
    double years = motion.matchEpoch() - motion.epoch();
    double fastest =
        Math.hypot(group.limits(motion.pmRa()).size(), group.limits(motion.pmDec()).size());
    if (fastest == 0) {
      return 0;
    }
    double still = SpaceMotion.angleDeg(fastest, 0, 0, years);
    if (motion.parallax() == null || motion.radialVelocity() == null) {
      return still;
    }
    Limits velocity = group.limits(motion.radialVelocity());
    double nearest = Math.max(0, group.limits(motion.parallax()).most());
    double approach = years > 0 ? Math.min(0, velocity.least()) : Math.max(0, velocity.most());
    double bound = SpaceMotion.angleDeg(fastest, nearest, approach, years);
    // Beyond 90 degrees it is the slowest that turns farthest.
    return bound <= still * LITTLE && bound < 90 ? bound : moved(group, motion, years);
  }

  /** The largest angle of a star of its own. */
  private static double moved(Group group, Motion motion, double years) throws IOException {
    double[] pmRa = group.numbers(motion.pmRa());
    double[] pmDec = group.numbers(motion.pmDec());
    double[] parallax = group.numbers(Objects.requireNonNull(motion.parallax()));
    double[] velocity = group.numbers(Objects.requireNonNull(motion.radialVelocity()));
    double most = 0;
    for (int i = 0; i < pmRa.length; i++) {
      double fast =
          Math.hypot(Double.isNaN(pmRa[i]) ? 0 : pmRa[i], Double.isNaN(pmDec[i]) ? 0 : pmDec[i]);
      double angle = fast == 0 ? 0 : SpaceMotion.angleDeg(fast, parallax[i], velocity[i], years);
      // What is infinite has no position in the end.
      most = Double.isNaN(angle) ? most : Math.max(most, angle);
    }
    return most;
  }

  /** Between what two numbers those of a column lie; between 0 and 0 where there are none. */
  private record Limits(double least, double most) {
    double size() {
      return Math.max(Math.abs(least), Math.abs(most));
    }
  }

  /** The columns of a row group. */
  private record Group(ColumnFile file, RowSpan span) {

    Limits limits(String column) throws IOException {
      BlockMetaData block = file.footer().getBlocks().get(span.rowGroup());
      for (ColumnChunkMetaData chunk : block.getColumns()) {
        if (chunk.getPath().toDotString().equals(column)) {
          Limits known = known(chunk);
          return known != null ? known : read(column);
        }
      }
      return new Limits(0, 0);
    }

    private static @Nullable Limits known(ColumnChunkMetaData chunk) {
      Statistics<?> known = chunk.getStatistics();
      if (known != null
          && known.hasNonNullValue()
          && known.genericGetMin() instanceof Number least
          && known.genericGetMax() instanceof Number most) {
        return new Limits(least.doubleValue(), most.doubleValue());
      }
      return known != null && known.isNumNullsSet() && known.getNumNulls() == chunk.getValueCount()
          ? new Limits(0, 0)
          : null;
    }

    private Limits read(String column) throws IOException {
      double least = Double.POSITIVE_INFINITY;
      double most = Double.NEGATIVE_INFINITY;
      for (double number : numbers(column)) {
        if (Double.isFinite(number)) {
          least = Math.min(least, number);
          most = Math.max(most, number);
        }
      }
      return least <= most ? new Limits(least, most) : new Limits(0, 0);
    }

    double[] numbers(String column) throws IOException {
      return NumberColumns.doubles(file.read(column, List.of(span)));
    }
  }
}
