package org.almagest.hats.match;

import java.util.List;
import java.util.Map;
import org.almagest.hats.HatsCatalog;
import org.almagest.hats.HatsCollection;
import org.almagest.hats.SpatialColumn;
import org.almagest.hats.match.MatchJob.Kept;
import org.almagest.sky.healpix.Healpix;
import org.almagest.sky.healpix.HealpixRange;
import org.jspecify.annotations.Nullable;

/** What is matched: two catalogs, or a catalog and a list on either side of it. */
public final class MatchSides {

  private final HatsCatalog left;
  private final HatsCollection right;
  private final @Nullable PositionList leftList;
  private final @Nullable PositionList rightList;

  private MatchSides(
      HatsCatalog left,
      HatsCollection right,
      @Nullable PositionList leftList,
      @Nullable PositionList rightList) {
    this.left = left;
    this.right = right;
    this.leftList = leftList;
    this.rightList = rightList;
  }

  /** Two catalogs. */
  public static MatchSides of(HatsCatalog left, HatsCollection right) {
    return new MatchSides(left, right, null, null);
  }

  /** A list on the left. */
  public static MatchSides of(PositionList left, HatsCollection right) {
    return new MatchSides(left.catalog(), right, left, null);
  }

  /** A list on the right. */
  public static MatchSides of(HatsCatalog left, PositionList right) {
    HatsCatalog catalog = right.catalog();
    return new MatchSides(
        left, new HatsCollection(catalog.root(), catalog, List.of(), Map.of()), null, right);
  }

  /** The catalog on the left; of a list, one with its positions. */
  public HatsCatalog left() {
    return left;
  }

  /** The catalog on the right; of a list, one with its positions. */
  public HatsCatalog right() {
    return right.catalog();
  }

  /**
   * The parts of the match, with the rows that can matter.
   *
   * @param reachDeg as {@link MatchPlan#parts(HatsCatalog, HatsCollection, double, Kept)} has it
   * @param leftPixels where rows of the left catalog are wanted, in the order of its own column of
   *     pixels; empty for everywhere
   * @param rightPixels the same of the right one
   */
  public List<MatchPart> parts(
      double reachDeg, Kept kept, List<HealpixRange> leftPixels, List<HealpixRange> rightPixels) {
    List<MatchPart> parts;
    Within within;
    if (rightList != null) {
      parts = MatchPlan.parts(left, rightList, reachDeg, kept);
      List<HealpixRange> wanted =
          kept == Kept.MATCHED ? rightList.around(reachDeg) : deepest(left, leftPixels);
      within = new Within(wanted, List.of());
    } else if (leftList != null) {
      parts = MatchPlan.parts(leftList, right, reachDeg, kept);
      within = new Within(List.of(), leftList.around(reachDeg));
    } else {
      parts = MatchPlan.parts(left, right, reachDeg, kept);
      within = new Within(deepest(left, leftPixels), deepest(right.catalog(), rightPixels));
    }
    return parts.stream().flatMap(part -> within.restricted(part, kept).stream()).toList();
  }

  /** Ranges of the pixels that a catalog stores as ranges of order 29. */
  private static List<HealpixRange> deepest(HatsCatalog catalog, List<HealpixRange> ranges) {
    int order = catalog.spatialColumn().map(SpatialColumn::order).orElse(Healpix.MAX_ORDER);
    int shift = 2 * (Healpix.MAX_ORDER - order);
    return ranges.stream()
        .map(range -> new HealpixRange(range.first() << shift, ((range.last() + 1) << shift) - 1))
        .toList();
  }
}
