package org.almagest.sky.healpix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.almagest.sky.Cone;
import org.almagest.sky.Separation;
import org.almagest.sky.coverage.RegionCoverage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealpixTest {

  @ParameterizedTest
  @CsvSource({
    "5, 5, 1370628467894962607",
    "0, 90, 288230376151711743",
    "0, -90, 2305843009213693952",
    "0, 0, 1369094286720630784",
    "45, 0, 0",
    "90, 0, 1657324662872342528",
    "135, 0, 288230376151711744",
    "22.5, 0, 1279022294173220864",
    "10, 0, 1271539390176974501",
    "45, 30, 58546795155816447",
    "45, 60, 230796076577406768",
    "30, 85, 286515001108717598",
    "0, -60, 2459001141411840554",
    "45, 41.810314895778596, 216172782113783808",
    "22.5, 19.47122063449069, 144115188075855872",
    "180, -41.810314895778596, 1729382256910270464",
    "350, 10, 1381140339736355738"
  })
  void givesTheCellsOfHatsEvenOnBorders(double ra, double dec, long cell) {
    assertThat(Healpix.cell(29, ra, dec)).isEqualTo(cell);
    assertThat(Healpix.cell(29, ra + 360, dec)).isEqualTo(cell);
    assertThat(Healpix.cell(7, ra, dec)).isEqualTo(cell >>> 44);
  }

  @Test
  void refusesWhatIsNotOnTheSphere() {
    assertThatThrownBy(() -> Healpix.cell(29, 1, 95))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Position [1.0, 95.0] deg is not on the sphere");
    assertThatThrownBy(() -> Healpix.cell(30, 1, 5)).hasMessageContaining("[30]");
    assertThatThrownBy(() -> Healpix.neighbor(0, 12, 1)).hasMessageContaining("[12]");
  }

  @Test
  void aPointOfACellLiesInThatCell() {
    SplittableRandom random = new SplittableRandom(3);
    for (int n = 0; n < 200_000; n++) {
      int order = random.nextInt(26);
      long cell = random.nextLong(Healpix.cells(order));
      double[] point =
          Healpix.point(order, cell, random.nextDouble(0.01, 0.99), random.nextDouble(0.01, 0.99));
      assertThat(Healpix.cell(order, point[0], point[1])).isEqualTo(cell);
    }
  }

  @Test
  void neighboursAreTheCellsThatShareAVertex() {
    for (int order = 0; order <= 3; order++) {
      long cells = Healpix.cells(order);
      for (long cell = 0; cell < cells; cell++) {
        Set<Long> expected = new HashSet<>();
        for (long other = 0; other < cells; other++) {
          if (other != cell && shareAVertex(order, cell, other)) {
            expected.add(other);
          }
        }
        assertThat(Healpix.neighbor(order, cell, 0)).isEqualTo(cell);
        assertThat(neighbours(order, cell)).containsExactlyInAnyOrderElementsOf(expected);
      }
    }
  }

  @Test
  void neighboursAreMutualAtAnyOrder() {
    SplittableRandom random = new SplittableRandom(5);
    for (int n = 0; n < 20_000; n++) {
      int order = random.nextInt(30);
      long cell = random.nextLong(Healpix.cells(order));
      for (long neighbour : neighbours(order, cell)) {
        assertThat(neighbours(order, neighbour)).contains(cell);
      }
    }
  }

  @Test
  void whatIsWithinTheRadiusOfAPositionIsInItsCellOrTheNeighbours() {
    SplittableRandom random = new SplittableRandom(7);
    for (int n = 0; n < 200_000; n++) {
      double radius = Math.pow(10, random.nextDouble(-4, 1));
      int order = Healpix.deepestOrderAround(radius);
      double[] from = position(random);
      double[] to = offset(from, radius * random.nextDouble(), random.nextDouble(360));
      long cell = Healpix.cell(order, from[0], from[1]);
      Set<Long> around = neighbours(order, cell);
      around.add(cell);
      assertThat(around).contains(Healpix.cell(order, to[0], to[1]));
    }
  }

  @Test
  void aCoverageMissesNoPointOfItsCone() {
    SplittableRandom random = new SplittableRandom(11);
    for (int n = 0; n < 1_000; n++) {
      double[] center = n % 10 == 0 ? new double[] {random.nextDouble(360), 90} : position(random);
      if (n % 10 == 1) {
        center = new double[] {random.nextDouble(-0.001, 0.001), random.nextDouble(-90, 90)};
      }
      double radius = Math.pow(10, random.nextDouble(-6, 2.2));
      List<HealpixRange> ranges =
          RegionCoverage.of(new Cone(center[0], center[1], radius), random.nextInt(30));
      assertThat(ranges).hasSizeBetween(1, 64);
      for (int point = 0; point < 100; point++) {
        double distance = point == 0 ? radius : radius * Math.sqrt(random.nextDouble());
        double[] within = offset(center, distance, random.nextDouble(360));
        long pixel = Healpix.cell(29, within[0], within[1]);
        if (Separation.degrees(center[0], center[1], within[0], within[1]) <= radius) {
          assertThat(ranges).anyMatch(r -> r.first() <= pixel && pixel <= r.last());
        }
      }
      for (int range = 1; range < ranges.size(); range++) {
        assertThat(ranges.get(range).first()).isGreaterThan(ranges.get(range - 1).last() + 1);
      }
    }
  }

  @Test
  void aCoverageIsNotMuchLargerThanItsCone() {
    SplittableRandom random = new SplittableRandom(13);
    for (int n = 0; n < 1_000; n++) {
      double[] center = position(random);
      double radius = Math.pow(10, random.nextDouble(-5, 1));
      double pixels = 0;
      for (HealpixRange range : RegionCoverage.of(new Cone(center[0], center[1], radius), 29)) {
        pixels += range.last() - range.first() + 1;
      }
      double skyShare = (1 - Math.cos(Math.toRadians(radius))) / 2;
      assertThat(pixels / Healpix.cells(29) / skyShare).isBetween(1.0, 2.0);
    }
  }

  @Test
  void theWholeSkyIsOneRange() {
    assertThat(RegionCoverage.of(new Cone(10, 20, 180), 29))
        .containsExactly(new HealpixRange(0, Healpix.cells(29) - 1));
  }

  private static Set<Long> neighbours(int order, long cell) {
    Set<Long> found = new HashSet<>();
    for (int k = 1; k <= 8; k++) {
      long neighbour = Healpix.neighbor(order, cell, k);
      if (neighbour >= 0) {
        assertThat(found.add(neighbour)).as("cell %s comes twice", neighbour).isTrue();
      }
    }
    return found;
  }

  private static boolean shareAVertex(int order, long left, long right) {
    for (int corner = 0; corner < 16; corner++) {
      double[] a = Healpix.point(order, left, corner & 1, corner >> 1 & 1);
      double[] b = Healpix.point(order, right, corner >> 2 & 1, corner >> 3 & 1);
      if (Separation.degrees(a[0], a[1], b[0], b[1]) < 1e-6) {
        return true;
      }
    }
    return false;
  }

  private static double[] position(SplittableRandom random) {
    return new double[] {
      random.nextDouble(360), Math.toDegrees(Math.asin(random.nextDouble(-1, 1)))
    };
  }

  /** The position at a distance from another one, in a direction from north through east. */
  private static double[] offset(double[] from, double distanceDeg, double angleDeg) {
    double dec = Math.toRadians(from[1]);
    double distance = Math.toRadians(distanceDeg);
    double angle = Math.toRadians(angleDeg);
    double sinDec =
        Math.sin(dec) * Math.cos(distance) + Math.cos(dec) * Math.sin(distance) * Math.cos(angle);
    double y = Math.sin(angle) * Math.sin(distance) * Math.cos(dec);
    double x = Math.cos(distance) - Math.sin(dec) * sinDec;
    double decTo = Math.toDegrees(Math.asin(Math.max(-1, Math.min(1, sinDec))));
    return new double[] {from[0] + Math.toDegrees(Math.atan2(y, x)), decTo};
  }
}
