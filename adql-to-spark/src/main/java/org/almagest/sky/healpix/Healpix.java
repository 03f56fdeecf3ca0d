package org.almagest.sky.healpix;

import org.almagest.sky.Separation;
import org.almagest.sky.Tolerance;
import org.almagest.sky.UnitVector;

/**
 * HEALPix cells in the nested scheme (Górski et al. 2005, ApJ 622:759), for orders 0 to 29.
 *
 * <p>A position on the border of two cells goes to the cell whose south-east or south-west edge it
 * is on, and the order of the floating-point operations is that of the crate cdshealpix, so that
 * the numbers equal those stored in HATS catalogs.
 */
public final class Healpix {

  /** The order of the column {@code _healpix_29}. */
  public static final int MAX_ORDER = 29;

  private static final double RADIANS_PER_DEGREE = 0.017453292519943295;
  private static final double FOUR_OVER_PI = 4 / Math.PI;
  private static final double QUARTER_PI = Math.PI / 4;
  private static final double TRANSITION_LATITUDE = 0.7297276562269663;
  private static final double SQRT_6 = Math.sqrt(6);

  private static final double[] DISC_RAD = discsRad();

  private Healpix() {}

  /** The number of cells of an order. */
  public static long cells(int order) {
    return 12L << (2 * checkedOrder(order));
  }

  /**
   * The cell that holds a position.
   *
   * @param raDeg right ascension [deg], any finite number
   * @param decDeg declination [deg], -90 to 90
   * @throws IllegalArgumentException if the position is not on the sphere
   */
  public static long cell(int order, double raDeg, double decDeg) {
    checkedOrder(order);
    if (!(decDeg >= -90 && decDeg <= 90) || !Double.isFinite(raDeg)) {
      throw new IllegalArgumentException(
          "Position [" + raDeg + ", " + decDeg + "] deg is not on the sphere");
    }
    double lon = wrapped(raDeg) * RADIANS_PER_DEGREE;
    double lat = decDeg * RADIANS_PER_DEGREE;
    double scaled = lon * FOUR_OVER_PI;
    int odd = (int) scaled | 1;
    double x = scaled - odd;
    int quarter = (odd & 7) >> 1;
    double px;
    double py;
    int base;
    if (lat > TRANSITION_LATITUDE) {
      double s = SQRT_6 * Math.cos(lat / 2 + QUARTER_PI);
      px = x * s;
      py = 2 - s;
      base = quarter;
    } else if (lat < -TRANSITION_LATITUDE) {
      double s = SQRT_6 * Math.cos(lat / 2 - QUARTER_PI);
      px = x * s;
      py = s;
      base = quarter + 8;
    } else {
      double y = 1.5 * Math.sin(lat);
      int a = x > y ? 1 : 0;
      int b = x >= -y ? 1 : 0;
      int c = a + (1 - b);
      px = x - (a + b - 1);
      py = y + c;
      base = 4 * c + ((quarter + (a & b)) & 3);
    }
    long side = 1L << order;
    double half = 0.5 * side;
    long i = clamped((long) (half * (py + px)), side);
    long j = clamped((long) (half * (py - px)), side);
    return ((long) base << (2 * order)) | ZOrder.joined(i, j);
  }

  /**
   * A cell beside another one, or the cell itself.
   *
   * @param k 0 for the cell itself, then 1 south, 2 south-east, 3 east, 4 north-east, 5 north, 6
   *     north-west, 7 west, 8 south-west
   * @return the neighbour, or -1 where three cells meet and there is none; no cell comes twice
   */
  public static long neighbor(int order, long cell, int k) {
    checkedCell(order, cell);
    return HealpixNeighbors.of(order, cell, k);
  }

  /** The seven or eight cells beside a cell, from the south corner counter-clockwise. */
  public static long[] neighbors(int order, long cell) {
    checkedCell(order, cell);
    return HealpixNeighbors.all(order, cell);
  }

  /**
   * The cells of a deeper order that are outside a cell and touch one of its edges or corners, in
   * ascending order; the time is proportional to their number, about 4 * 2^deltaOrder.
   *
   * @param deltaOrder how much deeper, 0 to 24, the sum with the order at most 29
   */
  public static long[] externalEdges(int order, long cell, int deltaOrder) {
    checkedCell(order, cell);
    if (deltaOrder < 0 || deltaOrder > HealpixNeighbors.MAX_DELTA) {
      throw new IllegalArgumentException(
          "The ring around a cell can be 0 to "
              + HealpixNeighbors.MAX_DELTA
              + " orders deeper, not ["
              + deltaOrder
              + "]");
    }
    checkedOrder(order + deltaOrder);
    return HealpixNeighbors.ring(order, cell, deltaOrder);
  }

  /** The order-29 pixels of a cell. */
  public static HealpixRange range(int order, long cell) {
    checkedCell(order, cell);
    int shift = 2 * (MAX_ORDER - order);
    return new HealpixRange(cell << shift, ((cell + 1) << shift) - 1);
  }

  /**
   * A point of a cell.
   *
   * @param u how far along the south-east edge towards the east corner, 0 to 1
   * @param v how far along the south-west edge towards the west corner, 0 to 1
   * @return right ascension and declination [deg]
   */
  public static double[] point(int order, long cell, double u, double v) {
    checkedCell(order, cell);
    HealpixPlane plane = HealpixPlane.of(order, cell, u, v);
    double ring = plane.ring();
    double decDeg;
    if (ring < 1) {
      double fromPole = Math.toDegrees(polarDistance(ring));
      decDeg = plane.north() ? 90 - fromPole : fromPole - 90;
    } else {
      decDeg = Math.toDegrees(Math.asin(plane.height() * 2 / 3));
    }
    return new double[] {wrapped(45 * plane.eighths()), decDeg};
  }

  /** The direction of a point of a cell, as {@link #point}. */
  public static UnitVector direction(int order, long cell, double u, double v) {
    HealpixPlane plane = HealpixPlane.of(order, cell, u, v);
    double ring = plane.ring();
    double z = plane.height() * 2 / 3;
    double toAxis = Math.sqrt((1 - z) * (1 + z));
    if (ring < 1) {
      double fromPole = ring * ring / 3;
      z = plane.north() ? 1 - fromPole : fromPole - 1;
      toAxis = ring * Math.sqrt((2 - fromPole) / 3);
    }
    double lon = plane.eighths() * QUARTER_PI;
    return new UnitVector(toAxis * Math.cos(lon), toAxis * Math.sin(lon), z);
  }

  /**
   * The corners of a cell: right ascension and declination [deg] of the south, east, north and west
   * corner in turn; the right ascension of a pole is 0.
   */
  public static double[] vertices(int order, long cell) {
    double[] corners = new double[8];
    for (int corner = 0; corner < 4; corner++) {
      double u = corner == 1 || corner == 2 ? 1 : 0;
      double v = corner >= 2 ? 1 : 0;
      System.arraycopy(point(order, cell, u, v), 0, corners, 2 * corner, 2);
    }
    return corners;
  }

  /** The centre of a cell: right ascension and declination [deg]. */
  public static double[] center(int order, long cell) {
    return point(order, cell, 0.5, 0.5);
  }

  /**
   * The deepest order whose cells are so wide that all positions within a radius of a position lie
   * in its cell or that cell's neighbours; -1 if there is none.
   *
   * <p>The narrowest width of a cell is taken as its mean side over 1.6, as HATS does for margins.
   *
   * @param radiusDeg [deg]
   */
  public static int deepestOrderAround(double radiusDeg) {
    double ratio = Math.sqrt(Math.PI / 3) / (1.6 * Math.toRadians(radiusDeg));
    if (ratio < 1) {
      return -1;
    }
    return (int) Math.min(MAX_ORDER, Math.floor(Math.log(ratio) / Math.log(2)));
  }

  /**
   * The radius of a disc around the centre of any cell of an order that holds the cell, with the
   * positions that rounding or the tolerance of regions puts in it [rad].
   */
  public static double discRad(int order) {
    return DISC_RAD[order];
  }

  private static double[] discsRad() {
    double[] radii = new double[MAX_ORDER + 1];
    for (int order = 0; order <= MAX_ORDER; order++) {
      double side = 1L << order;
      double dec1 = Math.toDegrees(Math.asin(2.0 / 3));
      double edge = 1 - 1 / side;
      double dec2 = 90 - Math.toDegrees(polarDistance(edge));
      double largest = Separation.degrees(45 / side, dec1, 0, dec2);
      radii[order] = Math.toRadians(largest) * (1 + 1e-9) + 2 * Tolerance.RAD;
    }
    return radii;
  }

  /** The angle from the pole of a ring of a polar cap [rad]: 1 - cos(angle) = ring² / 3. */
  private static double polarDistance(double ring) {
    return 2 * Math.asin(ring / SQRT_6);
  }

  private static double wrapped(double raDeg) {
    if (raDeg >= 0 && raDeg < 360) {
      return raDeg;
    }
    double rest = raDeg % 360;
    double positive = rest < 0 ? rest + 360 : rest;
    return positive >= 360 ? 0 : positive;
  }

  private static long clamped(long value, long side) {
    return value < 0 ? 0 : Math.min(value, side - 1);
  }

  public static int checkedOrder(int order) {
    if (order < 0 || order > MAX_ORDER) {
      throw new IllegalArgumentException("HEALPix order [" + order + "] is not between 0 and 29");
    }
    return order;
  }

  public static void checkedCell(int order, long cell) {
    if (cell < 0 || cell >= cells(order)) {
      throw new IllegalArgumentException(
          "Cell [" + cell + "] is not between 0 and " + (cells(order) - 1) + " of order " + order);
    }
  }
}
