package org.almagest.sky;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.almagest.sky.coverage.RegionCoverage;
import org.almagest.sky.healpix.Healpix;
import org.almagest.sky.healpix.HealpixRange;
import org.almagest.sky.text.Stcs;
import org.junit.jupiter.api.Test;

class CompoundRegionTest {

  private static final double SKY = 41_252.96124941927;

  @Test
  void holdsPointsAsItsPartsDo() {
    Region union = Stcs.parse("Union (Circle 10 0 2 Circle 13 0 2)");
    Region intersection = Stcs.parse("Intersection (Circle 10 0 2 Circle 13 0 2)");
    Region ring = Stcs.parse("Difference (Circle 10 0 2 Circle 10 0 1)");

    assertThat(union.contains(8.5, 0)).isTrue();
    assertThat(union.contains(16, 0)).isFalse();
    assertThat(intersection.contains(8.5, 0)).isFalse();
    assertThat(intersection.contains(11.5, 0)).isTrue();
    assertThat(ring.contains(10, 0)).isFalse();
    assertThat(ring.contains(10, 1)).isTrue();
    assertThat(ring.contains(10, 1.5)).isTrue();
    assertThat(Stcs.parse("Not (Circle 10 0 2)").contains(10, 2)).isTrue();
    assertThat(Stcs.parse("Not (Circle 10 0 2)").contains(10, 1)).isFalse();
  }

  @Test
  void seesThatNeitherPartOfAUnionIsEnoughButBothAre() {
    Region halves = Stcs.parse("Union (Polygon 0 0 5 0 5 10 0 10 Polygon 5 0 10 0 10 10 5 10)");

    assertThat(halves.contains(new Cone(5, 5, 2))).isTrue();
    assertThat(halves.contains(new Cone(5, 5, 4.9))).isTrue();
    assertThat(halves.contains(new Cone(5, 5, 5.1))).isFalse();
    assertThat(halves.contains(SphericalPolygon.of(1, 1, 9, 1, 9, 9, 1, 9))).isTrue();
    Region gap = Stcs.parse("Union (Polygon 0 0 4.9 0 4.9 10 0 10 Polygon 5 0 10 0 10 10 5 10)");
    assertThat(gap.contains(SphericalPolygon.of(1, 1, 9, 1, 9, 9, 1, 9))).isFalse();
  }

  @Test
  void knowsWhatIsWithinARing() {
    Region ring = Stcs.parse("Difference (Circle 10 0 2 Circle 10 0 1)");

    assertThat(ring.contains(new Cone(10, 1.5, 0.5))).isTrue();
    assertThat(ring.contains(new Cone(10, 1.5, 0.51))).isFalse();
    assertThat(ring.intersects(new Cone(10, 0, 0.99))).isFalse();
    assertThat(ring.intersects(new Cone(10, 0, 1))).isTrue();
    assertThat(ring.contains(ring)).isTrue();
    assertThat(new Cone(10, 0, 2).contains(ring)).isTrue();
    assertThat(new Cone(10, 0, 1.9).contains(ring)).isFalse();
    assertThat(Stcs.parse("Not (Circle 10 0 1)").intersects(new Cone(10, 0, 0.5))).isFalse();
    assertThat(Stcs.parse("Not (Circle 10 0 1)").contains(new Cone(50, 0, 30))).isTrue();
  }

  @Test
  void hasTheAreaOfWhatItHolds() {
    assertThat(Stcs.parse("Union (Circle 0 0 3 Circle 0 0 3)").areaDeg2())
        .isCloseTo(new Cone(0, 0, 3).areaDeg2(), within(1e-9));
    assertThat(Stcs.parse("Union (Circle 0 0 3 Circle 90 0 2)").areaDeg2())
        .isCloseTo(new Cone(0, 0, 3).areaDeg2() + new Cone(0, 0, 2).areaDeg2(), within(1e-9));
    assertThat(Stcs.parse("Difference (Circle 0 0 3 Circle 0 1 2)").areaDeg2())
        .isCloseTo(new Cone(0, 0, 3).areaDeg2() - new Cone(0, 0, 2).areaDeg2(), within(1e-9));
    assertThat(Stcs.parse("Not (Circle 0 0 3)").areaDeg2())
        .isCloseTo(new Cone(0, 0, 177).areaDeg2(), within(1e-8));
    assertThat(Stcs.parse("Intersection (Circle 0 0 3 Circle 50 0 3)").areaDeg2()).isZero();
    assertThat(Stcs.parse("Union (Circle 0 0 100 Circle 180 0 100)").areaDeg2())
        .isCloseTo(SKY, within(1e-6));
  }

  @Test
  void hasTheAreaAndTheCentreThatRandomPointsFind() {
    RandomSky sky = new RandomSky(41);
    for (int n = 0; n < 60; n++) {
      Region one = sky.star(sky.size(20, 80)).polygon();
      SkyPoint center = one.centroid();
      Region other = new Cone(center.lonDeg() + 20, center.latDeg() / 2, sky.size(10, 120));
      Region region =
          n % 2 == 0
              ? new RegionUnion(List.of(one, other))
              : new RegionIntersection(List.of(one, new RegionComplement(other)));
      UnitVector sum = new UnitVector(0, 0, 0);
      int inside = 0;
      int points = 60_000;
      for (int m = 0; m < points; m++) {
        double lon = sky.random().nextDouble(360);
        double lat = Math.toDegrees(Math.asin(sky.random().nextDouble(-1, 1)));
        if (region.contains(lon, lat)) {
          inside++;
          sum = sum.plus(UnitVector.of(lon, lat));
        }
      }
      double share = (double) inside / points;
      double error = SKY * 5 * Math.sqrt(share * (1 - share) / points) + 1;
      assertThat(region.areaDeg2()).as("%s", region).isCloseTo(share * SKY, within(error));
      if (sum.length() / points > 0.02) {
        double angle = region.centroid().direction().angle(sum.normalized());
        assertThat(angle).isLessThan(5 * Math.sqrt(1.0 / points) * points / sum.length());
      }
    }
  }

  /** Points of the regions, dense enough for their size, judge both relations. */
  @Test
  void agreesWithWhatItsPointsSay() {
    RandomSky sky = new RandomSky(43);
    int contained = 0;
    int apart = 0;
    for (int n = 0; n < 3_000; n++) {
      double size = sky.size(1e-5, 40);
      SkyPoint center = sky.point();
      Region one = composed(sky, center, size);
      Region other =
          n % 3 == 0
              ? new RegionIntersection(List.of(one, composed(sky, center, size)))
              : composed(sky, sky.near(center, 1.5 * size), size * sky.size(0.2, 1));
      boolean within = one.contains(other);
      boolean meet = one.intersects(other);
      contained += within ? 1 : 0;
      apart += meet ? 0 : 1;
      for (int m = 0; m < 200; m++) {
        SkyPoint point = sky.near(center, 3 * size);
        DiscPlace inOne = one.place(point.direction(), Math.toRadians(1e-10));
        DiscPlace inOther = other.place(point.direction(), Math.toRadians(1e-10));
        if (within && inOther == DiscPlace.INSIDE) {
          assertThat(inOne).as("%s in %s", other, one).isNotEqualTo(DiscPlace.OUTSIDE);
        }
        if (!meet && inOther == DiscPlace.INSIDE) {
          assertThat(inOne).as("%s and %s", one, other).isEqualTo(DiscPlace.OUTSIDE);
        }
      }
      if (n % 3 == 0) {
        assertThat(within).as("%s in %s", other, one).isTrue();
      }
    }
    assertThat(contained).isGreaterThan(1_000);
    assertThat(apart).isGreaterThan(100);
  }

  @Test
  void coversEveryPointOfItself() {
    RandomSky sky = new RandomSky(42);
    for (int n = 0; n < 100; n++) {
      double size = sky.size(1e-4, 30);
      SkyPoint center = sky.point();
      Cone cone = new Cone(center.lonDeg(), center.latDeg(), size);
      Cone hole = new Cone(center.lonDeg(), center.latDeg(), size / 2);
      Region ring = new RegionIntersection(List.of(cone, new RegionComplement(hole)));
      List<HealpixRange> ranges = RegionCoverage.of(ring, 29);
      assertThat(ranges).hasSizeBetween(1, 64);
      for (int m = 0; m < 300; m++) {
        SkyPoint point = sky.near(center, size);
        if (ring.contains(point.lonDeg(), point.latDeg())) {
          long pixel = Healpix.cell(29, point.lonDeg(), point.latDeg());
          assertThat(ranges).anyMatch(r -> r.first() <= pixel && pixel <= r.last());
        }
      }
    }
    assertThat(RegionCoverage.of(Stcs.parse("Intersection (Circle 0 0 1 Circle 90 0 1)"), 10))
        .isEmpty();
  }

  /** What a disc is cut into has its area and its centre of gravity together. */
  @Test
  void keepsAreaAndCentreAtAllSizes() {
    RandomSky sky = new RandomSky(44);
    for (int n = 0; n < 2_000; n++) {
      double size = sky.size(1e-8, 10);
      SkyPoint center = sky.point();
      Cone cone = new Cone(center.lonDeg(), center.latDeg(), size);
      SkyPoint beside = sky.near(center, size);
      Region box = SphericalPolygon.box(beside.lonDeg(), beside.latDeg(), size, 1.5 * size);
      Region within = new RegionIntersection(List.of(cone, box));
      Region without = new RegionIntersection(List.of(cone, new RegionComplement(box)));
      double area = within.areaDeg2() + without.areaDeg2();
      assertThat(area / cone.areaDeg2()).as("%s", within).isCloseTo(1, within(1e-4));
      UnitVector weighted =
          offset(center, within.centroid())
              .times(within.areaDeg2() / area)
              .plus(offset(center, without.centroid()).times(without.areaDeg2() / area));
      assertThat(Math.toDegrees(weighted.length()) / size)
          .as("%s", within)
          .isLessThan(1e-4 + 0.01 * size);
      assertThat(cone.contains(within)).isTrue();
      assertThat(box.contains(within)).isTrue();
      assertThat(box.contains(without)).isFalse();
    }
  }

  @Test
  void hasNoCentroidWhereThereIsNone() {
    assertThatThrownBy(() -> Stcs.parse("Intersection (Circle 0 0 1 Circle 90 0 1)").centroid())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no centroid");
  }

  private static Region composed(RandomSky sky, SkyPoint center, double size) {
    SkyPoint beside = sky.near(center, size);
    Region cone = new Cone(center.lonDeg(), center.latDeg(), size);
    Region box = SphericalPolygon.box(beside.lonDeg(), beside.latDeg(), size, size * 1.5);
    return switch (sky.random().nextInt(4)) {
      case 0 -> new RegionUnion(List.of(cone, box));
      case 1 -> new RegionIntersection(List.of(cone, new RegionComplement(box)));
      case 2 -> new RegionIntersection(List.of(box, new RegionComplement(cone)));
      default -> box;
    };
  }

  private static UnitVector offset(SkyPoint from, SkyPoint to) {
    return to.direction().minus(from.direction());
  }
}
