package org.almagest.sky.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.almagest.sky.Cone;
import org.almagest.sky.Region;
import org.almagest.sky.SkyPoint;
import org.almagest.sky.SphericalPolygon;
import org.almagest.sky.UnitVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Fk4FrameTest {

  /** Expected values: eraFk45z of ERFA, which is IAU SOFA's routine, at epoch 1950. */
  @ParameterizedTest
  @CsvSource({
    "0, 0, 0.640690976989889, 0.27840944167369336",
    "123.4, -45.6, 123.80311081240512, -45.75409471578542",
    "266, -28.9, 266.7942138753463, -28.917499478552458",
    "10, 89.9, 174.62818339372, 89.81917771397275"
  })
  void bringsPositionsToJ2000AsSofaDoes(double ra, double dec, double raJ2000, double decJ2000) {
    SkyPoint found = Fk4Frame.toIcrs(ra, dec);

    assertThat(found.direction().angle(UnitVector.of(raJ2000, decJ2000))).isLessThan(1e-13);
  }

  /** The case of SOFA's own test of iauFk45z. */
  @Test
  void takesAPositionOfAnotherEpoch() {
    SkyPoint found =
        Fk4Frame.toIcrs(
            Math.toDegrees(0.01602284975382961),
            Math.toDegrees(-0.1164347929099906),
            1954.6776176252567);

    assertThat(Math.toRadians(found.lonDeg())).isCloseTo(0.027192959116068623, within(1e-14));
    assertThat(Math.toRadians(found.latDeg())).isCloseTo(-0.1115766001565927, within(1e-14));
  }

  @Test
  void bringsTheVerticesOfAPolygonAndTheCentreOfACircle() {
    Region circle = SkyFrame.FK4.toIcrs(new Cone(123.4, -45.6, 2));

    assertThat(circle).isInstanceOf(Cone.class);
    assertThat(circle.contains(123.80311081240512, -45.75409471578542)).isTrue();
    assertThat(((Cone) circle).radiusDeg()).isEqualTo(2);
    SphericalPolygon polygon =
        (SphericalPolygon) SkyFrame.FK4.toIcrs(SphericalPolygon.of(0, 0, 10, 0, 10, 10));
    assertThat(polygon.lonLatDeg()[0]).isCloseTo(0.640690976989889, within(1e-12));
  }
}
