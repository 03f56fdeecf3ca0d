package org.almagest.sky.coverage;

import java.util.ArrayList;
import java.util.List;
import org.almagest.sky.Region;
import org.almagest.sky.UnitVector;
import org.almagest.sky.healpix.Healpix;
import org.almagest.sky.healpix.HealpixRange;
import org.almagest.sky.healpix.HealpixRanges;

/** A few ranges of HEALPix cells around a region, found from the base cells down. */
public final class RegionCoverage {

  private static final int MAX_RANGES = 64;

  /** Above this many cells on the edge, deeper ones would only make more ranges than allowed. */
  private static final int MAX_EDGE_CELLS = 128;

  private final Region region;

  private RegionCoverage(Region region) {
    this.region = region;
  }

  /**
   * The order-29 pixels of all cells that touch a region, and of some close to it: at most 64
   * ranges, sorted, none adjoining the next; empty only if the region is.
   *
   * @param maxOrder the order of the smallest cells to use, 0 to 29
   */
  public static List<HealpixRange> of(Region region, int maxOrder) {
    return new RegionCoverage(region).ranges(Healpix.checkedOrder(maxOrder));
  }

  private List<HealpixRange> ranges(int maxOrder) {
    List<HealpixRange> inside = new ArrayList<>();
    List<Long> edge = new ArrayList<>();
    for (long base = 0; base < 12; base++) {
      sort(0, base, inside, edge);
    }
    List<HealpixRange> best = merged(inside, edge, 0);
    for (int order = 1; order <= maxOrder && !edge.isEmpty(); order++) {
      List<Long> children = new ArrayList<>();
      for (long parent : edge) {
        for (int child = 0; child < 4; child++) {
          sort(order, 4 * parent + child, inside, children);
        }
      }
      edge = children;
      List<HealpixRange> finer = merged(inside, edge, order);
      if (finer.size() <= MAX_RANGES) {
        best = finer;
      }
      if (edge.size() > MAX_EDGE_CELLS) {
        break;
      }
    }
    return best;
  }

  private void sort(int order, long cell, List<HealpixRange> inside, List<Long> edge) {
    UnitVector center = Healpix.direction(order, cell, 0.5, 0.5);
    switch (region.place(center, Healpix.discRad(order))) {
      case INSIDE -> inside.add(Healpix.range(order, cell));
      case EDGE -> edge.add(cell);
      case OUTSIDE -> {}
    }
  }

  private static List<HealpixRange> merged(List<HealpixRange> inside, List<Long> edge, int order) {
    List<HealpixRange> all = new ArrayList<>(inside);
    for (long cell : edge) {
      all.add(Healpix.range(order, cell));
    }
    return HealpixRanges.joined(all);
  }
}
