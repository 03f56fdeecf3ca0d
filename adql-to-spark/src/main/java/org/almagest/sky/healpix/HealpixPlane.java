package org.almagest.sky.healpix;

/**
 * Where a point of a cell is in the plane of HEALPix's projection (Calabretta & Roukema 2007, MNRAS
 * 381:865, section 2), in base cells.
 *
 * @param ring 1 between the polar caps, in a cap the distance from the pole, 0 to 1
 * @param height from the equator, -1 to 1 between the caps, up to 2 or -2 at a pole
 * @param eighths longitude as eighths of the circle; 0 at a pole
 */
record HealpixPlane(double ring, double height, double eighths) {

  /** Closer to a pole all longitudes are one. */
  private static final double POLE = 1e-15;

  static HealpixPlane of(int order, long cell, double u, double v) {
    double side = 1L << order;
    int base = (int) (cell >>> (2 * order));
    long within = cell & ((1L << (2 * order)) - 1);
    double x = (ZOrder.even(within) + u) / side;
    double y = (ZOrder.odd(within) + v) / side;
    int row = base >> 2;
    double fromPole = row + 2 - x - y;
    double ring = Math.min(1, Math.min(fromPole, 4 - fromPole));
    int column = 2 * (base & 3) + (row == 1 ? 0 : 1);
    double eighths = ring < POLE ? 0 : column + (x - y) / ring;
    return new HealpixPlane(ring, 2 - fromPole, eighths);
  }

  boolean north() {
    return height > 0;
  }
}
