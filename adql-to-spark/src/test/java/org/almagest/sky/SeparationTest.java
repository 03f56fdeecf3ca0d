package org.almagest.sky;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SeparationTest {

  private static final double MILLIARCSEC = 1 / 3.6e6;

  @Test
  void isExactForClosePositionsAndForOppositeOnes() {
    assertThat(Separation.degrees(10, 20, 10, 20)).isZero();
    assertThat(Separation.degrees(10, 20, 10, 20 + MILLIARCSEC))
        .isCloseTo(MILLIARCSEC, within(4e-15));
    assertThat(Separation.degrees(10, 0, 190, 0)).isEqualTo(180);
    assertThat(Separation.degrees(10, 30, 190, -30 + 1e-9)).isCloseTo(180 - 1e-9, within(1e-13));
    assertThat(Separation.degrees(0, 90, 77, 0)).isCloseTo(90, within(1e-13));
  }

  @Test
  void crossesTheMeridianAndThePoles() {
    assertThat(Separation.degrees(359.9999, 0, 0.0001, 0)).isCloseTo(0.0002, within(1e-12));
    assertThat(Separation.degrees(0, 89.9999, 180, 89.9999)).isCloseTo(0.0002, within(1e-12));
    assertThat(Separation.degrees(-10, 5, 350, 5)).isZero();
  }

  @Test
  void agreesWithTheHaversineFormula() {
    SplittableRandom random = new SplittableRandom(1);
    for (int n = 0; n < 100_000; n++) {
      double ra1 = random.nextDouble(360);
      double dec1 = random.nextDouble(-90, 90);
      double step = Math.pow(10, random.nextDouble(-6, 1));
      double ra2 = ra1 + random.nextDouble(-step, step);
      double dec2 = Math.max(-90, Math.min(90, dec1 + random.nextDouble(-step, step)));
      double expected = haversine(ra1, dec1, ra2, dec2);
      assertThat(Separation.degrees(ra1, dec1, ra2, dec2))
          .isCloseTo(expected, within(1e-13 + expected * 1e-12));
    }
  }

  private static double haversine(double ra1, double dec1, double ra2, double dec2) {
    double sinDec = Math.sin(Math.toRadians(dec2 - dec1) / 2);
    double sinRa = Math.sin(Math.toRadians(ra2 - ra1) / 2);
    double cosines = Math.cos(Math.toRadians(dec1)) * Math.cos(Math.toRadians(dec2));
    return Math.toDegrees(2 * Math.asin(Math.sqrt(sinDec * sinDec + cosines * sinRa * sinRa)));
  }
}
