package org.almagest.sky.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.almagest.sky.RandomSky;
import org.almagest.sky.Region;
import org.almagest.sky.SkyPoint;
import org.almagest.sky.text.Stcs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GalacticFrameTest {

  /** Expected values: eraIcrs2g of ERFA, which is IAU SOFA's routine for the Hipparcos matrix. */
  @ParameterizedTest
  @CsvSource({
    "0, 0, 96.33727234341765, -60.188553267593726",
    "123.4, -45.6, 261.70929104634104, -6.159936100922108"
  })
  void turnsIcrsAsHipparcosDoes(double ra, double dec, double lon, double lat) {
    SkyPoint galactic = GalacticFrame.fromIcrs(ra, dec);

    assertThat(galactic.lonDeg()).isCloseTo(lon, within(1e-12));
    assertThat(galactic.latDeg()).isCloseTo(lat, within(1e-12));
  }

  @Test
  void hasItsPoleWhereTheDefinitionPutsIt() {
    assertThat(GalacticFrame.fromIcrs(192.85948, 27.12825).latDeg()).isCloseTo(90, within(1e-5));
  }

  @Test
  void turnsBackToIcrs() {
    RandomSky sky = new RandomSky(21);
    for (int n = 0; n < 10_000; n++) {
      SkyPoint icrs = sky.point();
      SkyPoint galactic = GalacticFrame.fromIcrs(icrs.lonDeg(), icrs.latDeg());
      SkyPoint back = GalacticFrame.toIcrs(galactic.lonDeg(), galactic.latDeg());
      assertThat(back.direction().angle(icrs.direction())).isLessThan(1e-14);
    }
  }

  @Test
  void turnsRegionsWithAllTheirPoints() {
    RandomSky sky = new RandomSky(22);
    Region region =
        Stcs.parse(
            "Intersection (Union (Polygon 20 10 60 5 70 50 30 40 Circle 80 20 12) Not (Box 50 20 9"
                + " 9))");
    Region galactic = GalacticFrame.fromIcrs(region);
    for (int n = 0; n < 20_000; n++) {
      SkyPoint icrs = sky.near(new SkyPoint(50, 25), 50);
      SkyPoint turned = GalacticFrame.fromIcrs(icrs.lonDeg(), icrs.latDeg());
      assertThat(galactic.contains(turned.lonDeg(), turned.latDeg()))
          .isEqualTo(region.contains(icrs.lonDeg(), icrs.latDeg()));
    }
    assertThat(SkyFrame.GALACTIC.toIcrs(galactic).contains(region.centroid())).isTrue();
    assertThat(galactic.areaDeg2()).isCloseTo(region.areaDeg2(), within(1e-9));
  }
}
