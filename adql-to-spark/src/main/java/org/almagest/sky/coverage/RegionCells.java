package org.almagest.sky.coverage;

import org.almagest.sky.DiscPlace;
import org.almagest.sky.Region;
import org.almagest.sky.Tolerance;
import org.almagest.sky.UnitVector;
import org.almagest.sky.healpix.Healpix;
import org.almagest.sky.moc.Moc;
import org.almagest.sky.moc.MocBuilder;

/** Looks for the cells of a region from the base cells down, in the sequence of their pixels. */
final class RegionCells {

  /** A cell on the edge is looked at so many orders deeper to see whether it touches the region. */
  private static final int DEEPER = 10;

  private static final int MAX_RANGES = 1 << 20;

  private final Region region;
  private final int order;
  private final int deepest;
  private final MocBuilder all;
  private final MocBuilder inside;

  RegionCells(Region region, int order) {
    this.region = region;
    this.order = Healpix.checkedOrder(order);
    deepest = Math.min(order + DEEPER, Healpix.MAX_ORDER);
    all = Moc.builder(order);
    inside = Moc.builder(order);
  }

  Coverage coverage() {
    for (long base = 0; base < 12; base++) {
      visit(0, base);
    }
    return new Coverage(all.build(), inside.build());
  }

  private void visit(int level, long cell) {
    switch (place(level, cell)) {
      case INSIDE -> {
        add(all, level, cell);
        add(inside, level, cell);
      }
      case EDGE -> {
        if (level < order) {
          for (long child = 4 * cell; child < 4 * cell + 4; child++) {
            visit(level + 1, child);
          }
        } else if (cornerTouches(cell) || childTouches(level, cell)) {
          add(all, level, cell);
        }
      }
      case OUTSIDE -> {}
    }
  }

  private boolean cornerTouches(long cell) {
    for (int corner = 0; corner < 4; corner++) {
      if (holds(Healpix.direction(order, cell, corner & 1, corner >> 1))) {
        return true;
      }
    }
    return holds(Healpix.direction(order, cell, 0.5, 0.5));
  }

  /** Whether a part of a cell touches the region, or is so small that it makes no difference. */
  private boolean childTouches(int level, long cell) {
    if (level == deepest) {
      return true;
    }
    for (long child = 4 * cell; child < 4 * cell + 4; child++) {
      UnitVector center = Healpix.direction(level + 1, child, 0.5, 0.5);
      DiscPlace placement = region.place(center, Healpix.discRad(level + 1));
      boolean touches =
          switch (placement) {
            case INSIDE -> true;
            case EDGE -> holds(center) || childTouches(level + 1, child);
            case OUTSIDE -> false;
          };
      if (touches) {
        return true;
      }
    }
    return false;
  }

  private DiscPlace place(int level, long cell) {
    return region.place(Healpix.direction(level, cell, 0.5, 0.5), Healpix.discRad(level));
  }

  private boolean holds(UnitVector position) {
    return region.place(position, Tolerance.RAD) != DiscPlace.OUTSIDE;
  }

  private void add(MocBuilder builder, int level, long cell) {
    int shift = Moc.shift(level);
    builder.append(cell << shift, (cell + 1) << shift);
    if (builder.size() > MAX_RANGES) {
      throw new IllegalArgumentException(
          "The region takes more than %d ranges of cells of order %d: ask for a lower order"
              .formatted(MAX_RANGES, order));
    }
  }
}
