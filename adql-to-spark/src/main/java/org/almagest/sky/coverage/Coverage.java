package org.almagest.sky.coverage;

import org.almagest.sky.Region;
import org.almagest.sky.moc.Moc;

/**
 * The HEALPix cells of an order that a region touches.
 *
 * @param all every cell that has a point in common with the region, edges included; a cell that
 *     does not come closer to it than a 512th of the radius of the largest cell is left out, unless
 *     the order is above 19
 * @param inside of these, cells that are beyond doubt wholly in the region, so that nothing in them
 *     need be tested; a cell that is close to the edge may be missing
 */
public record Coverage(Moc all, Moc inside) {

  /**
   * Finds the cells of a region.
   *
   * @param order the order of the smallest cells, 0 to 29
   * @throws IllegalArgumentException if this takes more than a million ranges of cells
   */
  public static Coverage of(Region region, int order) {
    return new RegionCells(region, order).coverage();
  }
}
