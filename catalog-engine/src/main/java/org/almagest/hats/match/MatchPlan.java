package org.almagest.hats.match;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.almagest.hats.AlignedPixel;
import org.almagest.hats.HatsCatalog;
import org.almagest.hats.HatsCollection;
import org.almagest.hats.HatsPartition;
import org.almagest.hats.HatsPixel;
import org.almagest.hats.PixelAlignment;
import org.almagest.hats.match.MatchJob.Kept;
import org.almagest.sky.healpix.HealpixRange;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the match of two catalogs into parts, so that each left row belongs to one part, whose right
 * rows hold all its partners: those of the pixel, and around it the margin, or where there is none
 * that is wide enough, the rows of the neighbouring partitions close to the pixel.
 */
public final class MatchPlan {

  /** Above this many rows a part is cut into the four pixels inside it. */
  private static final long MOST_ROWS = 6_000_000;

  private final HatsCatalog left;
  private final HatsCatalog right;
  private final @Nullable HatsCatalog margin;
  private final @Nullable PositionList list;
  private final MatchCoverage coverage;
  private final double reachDeg;
  private final Kept kept;
  private final long mostRows;
  private final Map<HatsPixel, HatsPartition> leftPartitions;
  private final Map<HatsPixel, HatsPartition> rightPartitions;
  private final Map<HatsPixel, HatsPartition> marginPartitions;
  private final List<MatchPart> parts = new ArrayList<>();

  private MatchPlan(
      HatsCatalog left,
      HatsCollection right,
      @Nullable PositionList list,
      MatchCoverage coverage,
      double reachDeg,
      Kept kept,
      long mostRows) {
    this.left = left;
    this.list = list;
    this.coverage = coverage;
    this.right = right.catalog();
    this.margin = margin(right, reachDeg).orElse(null);
    this.reachDeg = reachDeg;
    this.kept = kept;
    this.mostRows = mostRows;
    this.leftPartitions = byPixel(left);
    this.rightPartitions = byPixel(right.catalog());
    this.marginPartitions = margin == null ? Map.of() : byPixel(margin);
  }

  /**
   * The parts of a match, in the order of the sky.
   *
   * @param reachDeg how far from a left row, as stored, its partners may be stored [deg]: the
   *     radius, and what both may have moved
   */
  public static List<MatchPart> parts(
      HatsCatalog left, HatsCollection right, double reachDeg, Kept kept) {
    return parts(left, right, reachDeg, kept, MOST_ROWS);
  }

  /**
   * The parts of the match of a catalog with a list on its right side.
   *
   * @param reachDeg as for two catalogs
   */
  public static List<MatchPart> parts(
      HatsCatalog left, PositionList right, double reachDeg, Kept kept) {
    HatsCollection collection =
        new HatsCollection(right.catalog().root(), right.catalog(), List.of(), Map.of());
    return new MatchPlan(left, collection, right, MatchCoverage.UNKNOWN, reachDeg, kept, MOST_ROWS)
        .align();
  }

  /** The parts of the match of a list with a catalog on its right side. */
  static List<MatchPart> parts(
      PositionList left, HatsCollection right, double reachDeg, Kept kept) {
    return new MatchPlan(
            left.catalog(), right, null, MatchCoverage.UNKNOWN, reachDeg, kept, MOST_ROWS)
        .align();
  }

  static List<MatchPart> parts(
      HatsCatalog left, HatsCollection right, double reachDeg, Kept kept, long mostRows) {
    MatchCoverage coverage = MatchCoverage.of(left, right.catalog(), reachDeg, kept);
    return new MatchPlan(left, right, null, coverage, reachDeg, kept, mostRows).align();
  }

  /** The narrowest margin that is wide enough. */
  private static Optional<HatsCatalog> margin(HatsCollection right, double reachDeg) {
    return right.margins().stream()
        .filter(margin -> margin.marginThresholdArcsec() / 3600 >= reachDeg)
        .min((a, b) -> Double.compare(a.marginThresholdArcsec(), b.marginThresholdArcsec()));
  }

  private static Map<HatsPixel, HatsPartition> byPixel(HatsCatalog catalog) {
    Map<HatsPixel, HatsPartition> partitions = new HashMap<>();
    catalog.partitions().forEach(partition -> partitions.put(partition.pixel(), partition));
    return partitions;
  }

  private List<MatchPart> align() {
    for (AlignedPixel aligned :
        PixelAlignment.of(left.tree(), right.tree(), PixelAlignment.Kind.LEFT)) {
      if (!coverage.mayHold(aligned.pixel())) {
        continue;
      }
      HatsPartition leftPartition =
          aligned.left().map(leftPartitions::get).orElseThrow(IllegalStateException::new);
      HatsPartition rightPartition = aligned.right().map(rightPartitions::get).orElse(null);
      add(aligned.pixel(), leftPartition, rightPartition);
    }
    return List.copyOf(parts);
  }

  private void add(HatsPixel pixel, HatsPartition onLeft, @Nullable HatsPartition onRight) {
    double rows = share(pixel, onLeft) + (onRight == null ? 0 : share(pixel, onRight));
    if (rows > mostRows && pixel.order() < 20) {
      for (int child = 0; child < 4; child++) {
        add(new HatsPixel(pixel.order() + 1, 4 * pixel.pixel() + child), onLeft, onRight);
      }
      return;
    }
    List<PartFile> rights = rights(pixel, onRight);
    if (rights.isEmpty() && kept == Kept.MATCHED) {
      return;
    }
    // The files of a list hold rows of other pixels too.
    List<HealpixRange> inside =
        pixel.equals(onLeft.pixel()) && left.spatialColumn().isPresent()
            ? List.of()
            : List.of(pixel.range());
    parts.add(
        new MatchPart(
            pixel,
            onLeft.files().stream().map(file -> new PartFile(file, inside)).toList(),
            rights));
  }

  private List<PartFile> rights(HatsPixel pixel, @Nullable HatsPartition onRight) {
    Surroundings around = new Surroundings(pixel, reachDeg);
    if (list != null) {
      return list.within(around.withPixel());
    }
    List<PartFile> files = new ArrayList<>();
    if (onRight != null) {
      boolean whole = pixel.equals(onRight.pixel());
      List<HealpixRange> ranges = whole ? List.of() : around.withPixel();
      onRight.files().forEach(file -> files.add(new PartFile(file, ranges)));
      if (margin != null) {
        HatsPartition border = marginPartitions.get(onRight.pixel());
        if (border != null) {
          List<HealpixRange> close = whole ? List.of() : around.ring();
          border.files().forEach(file -> files.add(new PartFile(file, close)));
        }
        return files;
      }
    }
    for (HatsPartition neighbor : right.partitions(around.ring())) {
      if (onRight == null || !neighbor.pixel().equals(onRight.pixel())) {
        neighbor.files().forEach(file -> files.add(new PartFile(file, around.ring())));
      }
    }
    return files;
  }

  /** How many rows of a partition a pixel inside it has, were they spread evenly. */
  private static double share(HatsPixel pixel, HatsPartition partition) {
    int deeper = Math.max(0, pixel.order() - partition.pixel().order());
    return partition.rows() / Math.pow(4, deeper);
  }
}
