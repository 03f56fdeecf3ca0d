package org.almagest.hats.write;

import java.util.ArrayList;
import java.util.List;
import org.almagest.hats.HatsPixel;
import org.almagest.sky.HealpixRange;

/** The largest cells that cover the sky outside the partitions of a catalog. */
final class NegativeTree {

  private static final int BASE_CELLS = 12;

  private final List<HatsPixel> partitions;
  private final List<HatsPixel> cells = new ArrayList<>();

  private NegativeTree(List<HatsPixel> partitions) {
    this.partitions = partitions;
  }

  /**
   * Finds the cells.
   *
   * @param partitions in the order of the sky
   */
  static List<HatsPixel> of(List<HatsPixel> partitions) {
    NegativeTree tree = new NegativeTree(partitions);
    for (int base = 0; base < BASE_CELLS; base++) {
      tree.visit(new HatsPixel(0, base), 0, partitions.size());
    }
    return tree.cells;
  }

  /** Looks at a cell, whose partitions are some of those from the first to before the last. */
  private void visit(HatsPixel cell, int first, int last) {
    HealpixRange range = cell.range();
    int low = first;
    while (low < last && partitions.get(low).range().last() < range.first()) {
      low++;
    }
    int high = low;
    while (high < last && partitions.get(high).range().first() <= range.last()) {
      high++;
    }
    if (low == high) {
      cells.add(cell);
    } else if (partitions.get(low).order() > cell.order()) {
      for (int child = 0; child < 4; child++) {
        visit(new HatsPixel(cell.order() + 1, 4 * cell.pixel() + child), low, high);
      }
    }
  }
}
