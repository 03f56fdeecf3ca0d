package org.almagest.hats.match;

import org.almagest.hats.HatsCatalog;
import org.almagest.hats.HatsPixel;
import org.almagest.hats.match.MatchJob.Kept;
import org.almagest.sky.healpix.Healpix;
import org.almagest.sky.moc.Moc;
import org.jspecify.annotations.Nullable;

/**
 * Where rows of a match can be, as the maps of both catalogs tell: without rows of the left side
 * there are none, nor, of those that have a partner, away from rows of the right side.
 *
 * @param left null for everywhere
 * @param right null for everywhere
 */
record MatchCoverage(@Nullable Moc left, @Nullable Moc right) {

  /** Rows can be everywhere: a list has no map, and its parts are only where it has positions. */
  static final MatchCoverage UNKNOWN = new MatchCoverage(null, null);

  /** Coarser cells than these leave out hardly anything once they are widened. */
  private static final int COARSEST = 3;

  /**
   * What the maps tell.
   *
   * @param reachDeg how far partners may be [deg]
   */
  static MatchCoverage of(HatsCatalog left, HatsCatalog right, double reachDeg, Kept kept) {
    // A cell more: at the border of cells other programs have other owners.
    Moc onLeft = left.coverage().map(moc -> moc.dilated(moc.order())).orElse(null);
    int order = Healpix.deepestOrderAround(reachDeg);
    Moc onRight =
        kept == Kept.MATCHED && order >= COARSEST
            ? right.coverage().map(moc -> widened(moc, Math.min(moc.order(), order))).orElse(null)
            : null;
    return new MatchCoverage(onLeft, onRight);
  }

  private static @Nullable Moc widened(Moc moc, int order) {
    return order < COARSEST ? null : moc.dilated(moc.order()).dilated(order);
  }

  /** Whether a part of the sky may hold pairs. */
  boolean mayHold(HatsPixel pixel) {
    return (left == null || left.intersects(pixel.range()))
        && (right == null || right.intersects(pixel.range()));
  }
}
