package org.almagest.sky.healpix;

/**
 * A HEALPix cell of any order, in the nested scheme.
 *
 * @param order 0 to 29
 * @param cell its number within the order
 */
public record HealpixCell(int order, long cell) {

  /** Checks that the order has such a cell. */
  public HealpixCell {
    Healpix.checkedCell(order, cell);
  }

  /**
   * The cell of a number that holds the order too (MOC 2.0, section 4.3.1, NUNIQ).
   *
   * @throws IllegalArgumentException if no cell has the number
   */
  public static HealpixCell ofUniq(long uniq) {
    int order = (63 - Long.numberOfLeadingZeros(uniq)) / 2 - 1;
    if (uniq < 4 || order > Healpix.MAX_ORDER) {
      throw new IllegalArgumentException(
          "[" + uniq + "] is not the NUNIQ number of a cell: 4 * 4^order + cell");
    }
    return new HealpixCell(order, uniq - (4L << (2 * order)));
  }

  /** The number of the cell that holds the order too: 4 * 4^order + cell. */
  public long uniq() {
    return (4L << (2 * order)) + cell;
  }

  /** The order-29 pixels of this cell. */
  public HealpixRange range() {
    return Healpix.range(order, cell);
  }

  /** As in the text form of a MOC. */
  @Override
  public String toString() {
    return order + "/" + cell;
  }
}
