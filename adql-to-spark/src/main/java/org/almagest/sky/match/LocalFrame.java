package org.almagest.sky.match;

/**
 * A rectangular frame whose third axis points at a centre, so that the first two are a map of the
 * sky around it that never makes a distance longer.
 */
final class LocalFrame {

  private static final int BLOCK = 1024;
  private static final double RAD = Math.PI / 180;

  private final double raDeg;
  private final double sinDec;
  private final double cosDec;
  private final double[] lon = new double[BLOCK];

  LocalFrame(double raDeg, double decDeg) {
    this.raDeg = Double.isFinite(raDeg) ? wrapped(raDeg) : 0;
    double dec = Double.isFinite(decDeg) ? decDeg * RAD : 0;
    this.sinDec = Math.sin(dec);
    this.cosDec = Math.cos(dec);
  }

  /** Around the middle of some of the positions. */
  static LocalFrame around(Positions positions) {
    double x = 0;
    double y = 0;
    double z = 0;
    int step = Math.max(1, positions.size() / 500);
    for (int i = 0; i < positions.size(); i += step) {
      double ra = positions.raDeg(i) * RAD;
      double dec = positions.decDeg(i) * RAD;
      if (Double.isFinite(ra) && Double.isFinite(dec)) {
        x += Math.cos(dec) * Math.cos(ra);
        y += Math.cos(dec) * Math.sin(ra);
        z += Math.sin(dec);
      }
    }
    return new LocalFrame(Math.atan2(y, x) / RAD, Math.atan2(z, Math.hypot(x, y)) / RAD);
  }

  /** The unit vectors of positions in this frame. */
  Vectors vectors(Positions positions, int first, int end) {
    Vectors vectors = new Vectors(end - first);
    for (int from = first; from < end; from += BLOCK) {
      int count = Math.min(BLOCK, end - from);
      if (longitudes(positions.raDeg(), positions.decDeg(), from, count)) {
        bySeries(positions.decDeg(), from, count, vectors, from - first);
      } else {
        byLibrary(positions.decDeg(), from, count, vectors, from - first);
      }
    }
    return vectors;
  }

  /** Longitudes from the centre on [rad]; whether all angles are within 90 degrees. */
  private boolean longitudes(double[] ra, double[] dec, int from, int count) {
    double largest = 0;
    for (int i = 0; i < count; i++) {
      double difference = ra[from + i] - raDeg;
      if (difference > 180) {
        difference -= 360;
      } else if (difference < -180) {
        difference += 360;
      }
      lon[i] = difference * RAD;
      largest = Math.max(largest, Math.max(Math.abs(difference), Math.abs(dec[from + i])));
    }
    return largest <= 90;
  }

  /** Loops without calls, which the compiler makes vector instructions of. */
  private void bySeries(double[] dec, int from, int count, Vectors out, int at) {
    for (int i = 0; i < count; i++) {
      double d = dec[from + i] * RAD;
      double cosLat = cosine(d);
      double sinLat = sine(d);
      double x = cosLat * cosine(lon[i]);
      out.u[at + i] = cosLat * sine(lon[i]);
      out.v[at + i] = cosDec * sinLat - sinDec * x;
      out.w[at + i] = cosDec * x + sinDec * sinLat;
    }
  }

  private void byLibrary(double[] dec, int from, int count, Vectors out, int at) {
    for (int i = 0; i < count; i++) {
      double d = dec[from + i] * RAD;
      double cosLat = Math.cos(d);
      double sinLat = Math.sin(d);
      double x = cosLat * Math.cos(lon[i]);
      out.u[at + i] = cosLat * Math.sin(lon[i]);
      out.v[at + i] = cosDec * sinLat - sinDec * x;
      out.w[at + i] = cosDec * x + sinDec * sinLat;
    }
  }

  /** Taylor's series, whose next term is below 2e-18 within 90 degrees. */
  static double sine(double x) {
    double s = x * x;
    double sum = 1 / 5.109094217170944e+19;
    sum = -1 / 1.21645100408832e+17 + s * sum;
    sum = 1 / 355687428096000.0 + s * sum;
    sum = -1 / 1307674368000.0 + s * sum;
    sum = 1 / 6227020800.0 + s * sum;
    sum = -1 / 39916800.0 + s * sum;
    sum = 1 / 362880.0 + s * sum;
    sum = -1 / 5040.0 + s * sum;
    sum = 1 / 120.0 + s * sum;
    sum = -1 / 6.0 + s * sum;
    return x + x * s * sum;
  }

  /** Taylor's series, whose next term is below 1e-19 within 90 degrees. */
  static double cosine(double x) {
    double s = x * x;
    double sum = -1 / 1.1240007277776077e+21;
    sum = 1 / 2.43290200817664e+18 + s * sum;
    sum = -1 / 6402373705728000.0 + s * sum;
    sum = 1 / 20922789888000.0 + s * sum;
    sum = -1 / 87178291200.0 + s * sum;
    sum = 1 / 479001600.0 + s * sum;
    sum = -1 / 3628800.0 + s * sum;
    sum = 1 / 40320.0 + s * sum;
    sum = -1 / 720.0 + s * sum;
    sum = 1 / 24.0 + s * sum;
    return 1 - s / 2 + s * s * sum;
  }

  private static double wrapped(double ra) {
    double rest = ra % 360;
    return rest < 0 ? rest + 360 : rest;
  }
}
