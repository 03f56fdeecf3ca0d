package org.almagest.sky.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.almagest.sky.Cone;
import org.almagest.sky.DiscPlace;
import org.almagest.sky.RandomSky;
import org.almagest.sky.RandomSky.Star;
import org.almagest.sky.Region;
import org.almagest.sky.RegionComplement;
import org.almagest.sky.RegionIntersection;
import org.almagest.sky.RegionUnion;
import org.almagest.sky.SkyPoint;
import org.almagest.sky.SphericalPolygon;
import org.almagest.sky.UnitVector;
import org.almagest.sky.healpix.Healpix;
import org.almagest.sky.moc.Moc;
import org.junit.jupiter.api.Test;

class CoverageTest {

  /** Points looked at along each edge of a cell. */
  private static final int GRID = 16;

  @Test
  void aDiscAroundTheCentreOfACellHoldsTheCell() {
    RandomSky sky = new RandomSky(40);
    for (int n = 0; n < 100_000; n++) {
      int order = sky.random().nextInt(30);
      long cell = sky.random().nextLong(Healpix.cells(order));
      double u = n % 3 == 0 ? n / 3 % 2 : sky.random().nextDouble();
      double v = n % 5 == 0 ? n / 5 % 2 : sky.random().nextDouble();
      UnitVector center = Healpix.direction(order, cell, 0.5, 0.5);
      UnitVector point = Healpix.direction(order, cell, u, v);
      assertThat(center.angle(point)).isLessThanOrEqualTo(Healpix.discRad(order));
      double[] position = Healpix.point(order, cell, u, v);
      assertThat(UnitVector.of(position[0], position[1]).angle(point)).isLessThan(3e-15);
    }
  }

  @Test
  void holdsTheCellOfEveryPointOfARegion() {
    RandomSky sky = new RandomSky(41);
    for (int n = 0; n < 600; n++) {
      double radius = sky.size(1e-6, 60);
      Star star = sky.star(radius);
      SkyPoint center = star.center();
      Cone cone = new Cone(center.lonDeg(), center.latDeg(), radius);
      SkyPoint aside = sky.near(center, radius);
      Cone other = new Cone(aside.lonDeg(), aside.latDeg(), radius / 2);
      List<Region> regions =
          List.of(
              cone,
              star.polygon(),
              center,
              new RegionUnion(List.of(star.polygon(), other)),
              new RegionIntersection(List.of(cone, new RegionComplement(other))));
      Region region = regions.get(n % regions.size());
      int order = Math.min(29, 3 + (int) Math.max(0, Math.log(60 / radius) / Math.log(2)));
      Coverage coverage = Coverage.of(region, order);
      for (int m = 0; m < 200; m++) {
        SkyPoint point =
            m < star.vertices().size() ? star.vertices().get(m) : sky.near(center, radius * 1.2);
        if (m == 20) {
          point = center;
        }
        boolean within = region.contains(point.lonDeg(), point.latDeg());
        if (within) {
          assertThat(coverage.all().contains(point.lonDeg(), point.latDeg())).isTrue();
        }
        if (coverage.inside().contains(point.lonDeg(), point.latDeg())) {
          assertThat(within).isTrue();
        }
      }
      assertThat(coverage.all().contains(coverage.inside())).isTrue();
      assertThat(Coverage.of(region, order).all()).isEqualTo(coverage.all());
    }
  }

  @Test
  void hasNoCellThatIsClearOfTheCone() {
    RandomSky sky = new RandomSky(42);
    for (int n = 0; n < 30; n++) {
      SkyPoint center = sky.point();
      double radius = sky.size(0.01, 40);
      Cone cone = new Cone(center.lonDeg(), center.latDeg(), radius);
      int order = 2 + n % 3;
      Moc moc = Coverage.of(cone, order).all();
      UnitVector direction = center.direction();
      double edge = Math.toRadians(radius);
      double tolerance = Healpix.discRad(order) * (1.0 / 512 + 1.5 / GRID);
      for (long cell = 0; cell < Healpix.cells(order); cell++) {
        double nearest = nearest(order, cell, direction);
        if (nearest <= edge) {
          assertThat(moc.containsCell(order, cell)).isTrue();
        } else if (moc.containsCell(order, cell)) {
          assertThat(nearest).isLessThan(edge + tolerance);
        }
      }
    }
  }

  @Test
  void hasNoCellThatIsClearOfThePolygon() {
    RandomSky sky = new RandomSky(43);
    for (int n = 0; n < 12; n++) {
      SphericalPolygon polygon = sky.star(sky.size(1, 40)).polygon();
      int order = 2 + n % 3;
      Moc moc = Coverage.of(polygon, order).all();
      double tolerance = Healpix.discRad(order) * (1.0 / 512 + 1.5 / GRID);
      for (long cell = 0; cell < Healpix.cells(order); cell++) {
        boolean touches = false;
        boolean clear = true;
        for (int i = 0; i <= GRID; i++) {
          for (int j = 0; j <= GRID; j++) {
            UnitVector point = Healpix.direction(order, cell, i / (double) GRID, j / (double) GRID);
            touches |= polygon.place(point, 0) == DiscPlace.INSIDE;
            clear &= polygon.place(point, tolerance) == DiscPlace.OUTSIDE;
          }
        }
        if (touches) {
          assertThat(moc.containsCell(order, cell)).isTrue();
        } else if (clear) {
          assertThat(moc.containsCell(order, cell)).isFalse();
        }
      }
    }
  }

  @Test
  void mostCellsOfALargeConeAreBeyondDoubtInside() {
    Moc inside = Coverage.of(new Cone(45, 20, 12), 6).inside();
    Moc all = Coverage.of(new Cone(45, 20, 12), 6).all();
    double area = new Cone(45, 20, 12).areaDeg2() / new Cone(0, 0, 180).areaDeg2();
    assertThat(inside.skyFraction()).isBetween(0.8 * area, area);
    assertThat(all.skyFraction()).isBetween(area, 1.12 * area);
  }

  @Test
  void aPointIsInOneCellAndThoseItBorders() {
    assertThat(Coverage.of(new SkyPoint(10, 20), 10).all())
        .isEqualTo(Moc.ofCells(10, Healpix.cell(10, 10, 20)));
    assertThat(Coverage.of(new SkyPoint(0, 90), 5).all().cellCount(5)).isEqualTo(4);
    assertThat(Coverage.of(new Cone(0, 0, 180), 29).all()).isEqualTo(Moc.allSky(29));
  }

  @Test
  void aCoverageThatWouldNotFitInMemoryIsRefused() {
    assertThatThrownBy(() -> Coverage.of(new Cone(10, 20, 10), 29).all())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The region takes more than 1048576 ranges of cells of order 29: ask for a lower order");
  }

  private static double nearest(int order, long cell, UnitVector direction) {
    double nearest = Math.PI;
    for (int i = 0; i <= GRID; i++) {
      for (int j = 0; j <= GRID; j++) {
        UnitVector point = Healpix.direction(order, cell, i / (double) GRID, j / (double) GRID);
        nearest = Math.min(nearest, point.angle(direction));
      }
    }
    return nearest;
  }
}
