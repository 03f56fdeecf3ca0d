package org.almagest.sky.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.almagest.sky.Cone;
import org.almagest.sky.RandomSky;
import org.almagest.sky.RandomSky.Star;
import org.almagest.sky.RegionComplement;
import org.almagest.sky.SkyPoint;
import org.almagest.sky.SphericalPolygon;
import org.almagest.sky.healpix.Healpix;
import org.almagest.sky.healpix.HealpixRange;
import org.junit.jupiter.api.Test;

class RegionCoverageTest {

  @Test
  void coversEveryPointOfItself() {
    RandomSky sky = new RandomSky(5);
    for (int n = 0; n < 1_000; n++) {
      double radius = sky.size(1e-7, 89);
      Star star = sky.star(radius);
      SphericalPolygon polygon = star.polygon();
      List<HealpixRange> ranges = RegionCoverage.of(polygon, sky.random().nextInt(30));
      assertThat(ranges).hasSizeBetween(1, 64);
      for (int range = 1; range < ranges.size(); range++) {
        assertThat(ranges.get(range).first()).isGreaterThan(ranges.get(range - 1).last() + 1);
      }
      for (int m = 0; m < 100; m++) {
        SkyPoint point =
            m < star.vertices().size() ? star.vertices().get(m) : sky.near(star.center(), radius);
        if (polygon.contains(point.lonDeg(), point.latDeg())) {
          long pixel = Healpix.cell(29, point.lonDeg(), point.latDeg());
          assertThat(ranges).anyMatch(r -> r.first() <= pixel && pixel <= r.last());
        }
      }
    }
  }

  @Test
  void coversNotMuchMoreThanItself() {
    SphericalPolygon square = SphericalPolygon.box(100, 40, 3, 2);
    double pixels = 0;
    for (HealpixRange range : RegionCoverage.of(square, 29)) {
      pixels += range.last() - range.first() + 1;
    }
    double area = pixels / Healpix.cells(29) * 41_252.96;

    assertThat(area / square.areaDeg2()).isBetween(1.0, 1.5);
  }

  @Test
  void holdsAPolygonInACone() {
    RandomSky sky = new RandomSky(6);
    for (int n = 0; n < 1_000; n++) {
      double radius = sky.size(1e-7, 89);
      Star star = sky.star(radius);
      SphericalPolygon polygon = star.polygon();
      Optional<Cone> cone = Cone.around(polygon);
      assertThat(cone.isPresent() || radius > 40).isTrue();
      for (int m = 0; m < 100 && cone.isPresent(); m++) {
        SkyPoint point = sky.near(star.center(), radius);
        assertThat(
                cone.get().contains(point.lonDeg(), point.latDeg())
                    || !polygon.contains(point.lonDeg(), point.latDeg()))
            .isTrue();
      }
    }
    assertThat(Cone.around(new RegionComplement(new Cone(1, 2, 3)))).isEmpty();
  }
}
