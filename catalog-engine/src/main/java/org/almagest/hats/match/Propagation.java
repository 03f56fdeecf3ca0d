package org.almagest.hats.match;

import java.io.IOException;
import org.almagest.hats.match.SideColumns.Motion;
import org.almagest.sky.motion.ProperMotion;
import org.jspecify.annotations.Nullable;

/**
 * Moves the positions of a side to the epoch of the match; a motion that is not known is none. One
 * that is infinite leads nowhere.
 */
final class Propagation {

  private Propagation() {}

  static void apply(Motion motion, SideRows rows, double[] ra, double[] dec) throws IOException {
    double[] pmRa = NumberColumns.doubles(rows.column(motion.pmRa()));
    double[] pmDec = NumberColumns.doubles(rows.column(motion.pmDec()));
    double @Nullable [] parallax = optional(rows, motion.parallax());
    double @Nullable [] velocity = optional(rows, motion.radialVelocity());
    for (int i = 0; i < ra.length; i++) {
      if (Double.isFinite(ra[i])
          && Math.abs(dec[i]) <= 90
          && (nonZero(pmRa[i]) || nonZero(pmDec[i]))) {
        double near = parallax == null ? Double.NaN : parallax[i];
        double radial = velocity == null ? Double.NaN : velocity[i];
        if (anyInfinite(pmRa[i], pmDec[i], near, radial)) {
          ra[i] = Double.NaN;
          dec[i] = Double.NaN;
          continue;
        }
        double[] moved =
            ProperMotion.propagate(
                ra[i],
                dec[i],
                near,
                Double.isNaN(pmRa[i]) ? 0 : pmRa[i],
                Double.isNaN(pmDec[i]) ? 0 : pmDec[i],
                radial,
                motion.epoch(),
                motion.matchEpoch());
        ra[i] = moved[0];
        dec[i] = moved[1];
      }
    }
  }

  private static boolean nonZero(double motion) {
    return !Double.isNaN(motion) && motion != 0;
  }

  private static boolean anyInfinite(double a, double b, double c, double d) {
    return Double.isInfinite(a)
        || Double.isInfinite(b)
        || Double.isInfinite(c)
        || Double.isInfinite(d);
  }

  private static double @Nullable [] optional(SideRows rows, @Nullable String column)
      throws IOException {
    return column == null ? null : NumberColumns.doubles(rows.column(column));
  }
}
