package org.almagest.sky;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.almagest.sky.RandomSky.Star;
import org.junit.jupiter.api.Test;

class RegionPairsTest {

  /** For each pair: points of one region that are not in the other, and points in both. */
  @Test
  void agreesWithWhatPointsOfTheRegionsSay() {
    RandomSky sky = new RandomSky(31);
    int contained = 0;
    int apart = 0;
    int crossing = 0;
    for (int n = 0; n < 6_000; n++) {
      double size = sky.size(1e-6, 40);
      SkyPoint center = sky.point();
      Region one = region(sky, center, size);
      Region other = region(sky, sky.near(center, 1.5 * size), size * sky.size(0.2, 1));
      List<SkyPoint> probes = probes(sky, one, center, size);
      probes.addAll(probes(sky, other, center, size));
      boolean outsideOne = probes.stream().anyMatch(p -> in(other, p) && !nearly(one, p, size));
      boolean inBoth = probes.stream().anyMatch(p -> in(other, p) && in(one, p));
      if (one.contains(other)) {
        contained++;
        assertThat(outsideOne).as("%s in %s", other, one).isFalse();
        assertThat(one.intersects(other)).isTrue();
        assertThat(one.areaDeg2()).isGreaterThanOrEqualTo(other.areaDeg2() * (1 - 1e-6));
      }
      if (!one.intersects(other)) {
        apart++;
        assertThat(inBoth).as("%s and %s", one, other).isFalse();
        assertThat(one.contains(other)).isFalse();
      }
      crossing += outsideOne && inBoth ? 1 : 0;
      assertThat(other.intersects(one)).isEqualTo(one.intersects(other));
    }
    assertThat(contained).isGreaterThan(300);
    assertThat(apart).isGreaterThan(300);
    assertThat(crossing).isGreaterThan(300);
  }

  /** The reverse: where points find no reason against it, the relation holds. */
  @Test
  void findsTheContainmentThatShrinkingMakes() {
    RandomSky sky = new RandomSky(32);
    for (int n = 0; n < 5_000; n++) {
      double size = sky.size(1e-6, 80);
      Star star = sky.star(size);
      SphericalPolygon polygon = star.polygon();
      List<SkyPoint> smaller = new ArrayList<>();
      for (SkyPoint vertex : star.vertices()) {
        UnitVector middle =
            vertex
                .direction()
                .plus(star.center().direction().times(sky.random().nextDouble(0.01, 2)))
                .normalized();
        smaller.add(middle.position());
      }
      SphericalPolygon inner = new Star(star.center(), smaller).polygon();
      assertThat(polygon.contains(polygon)).isTrue();
      assertThat(polygon.intersects(inner)).isTrue();
      double around =
          star.vertices().stream()
              .mapToDouble(v -> v.direction().angle(star.center().direction()))
              .max()
              .orElseThrow();
      double radius = Math.toDegrees(around);
      Cone cap = new Cone(star.center().lonDeg(), star.center().latDeg(), radius);
      assertThat(cap.contains(polygon)).isTrue();
      assertThat(polygon.contains(cap)).isFalse();
      double free = Math.toDegrees(polygon.edges().distance(star.center().direction()));
      Cone within = new Cone(star.center().lonDeg(), star.center().latDeg(), free);
      Cone wider =
          new Cone(star.center().lonDeg(), star.center().latDeg(), free * (1 + 1e-6) + 1e-11);
      assertThat(polygon.contains(within)).isTrue();
      assertThat(polygon.contains(wider)).isFalse();
    }
  }

  @Test
  void allowsTheEdgesToTouchFromWithin() {
    Cone cone = new Cone(10, 20, 5);
    SphericalPolygon square = SphericalPolygon.of(10, 10, 20, 10, 20, 20, 10, 20);
    SphericalPolygon corner = SphericalPolygon.of(10, 10, 15, 10.038, 12, 12);

    assertThat(cone.contains(new Cone(10, 23, 2))).isTrue();
    assertThat(cone.contains(new Cone(10, 23, 2.000001))).isFalse();
    assertThat(cone.contains(cone)).isTrue();
    assertThat(square.contains(corner)).isTrue();
    assertThat(square.contains(SphericalPolygon.of(10, 10, 15, 9.9, 12, 12))).isFalse();
    assertThat(square.contains(new SkyPoint(10, 15))).isTrue();
  }

  @Test
  void countsTouchingFromOutsideAsIntersecting() {
    Cone cone = new Cone(0, 0, 5);
    SphericalPolygon square = SphericalPolygon.of(10, 10, 20, 10, 20, 20, 10, 20);

    assertThat(cone.intersects(new Cone(0, 8, 3))).isTrue();
    assertThat(cone.intersects(new Cone(0, 8, 2.999999))).isFalse();
    assertThat(square.intersects(SphericalPolygon.of(10, 10, 0, 5, 5, 0))).isTrue();
    assertThat(square.intersects(SphericalPolygon.of(10, 12, 10, 16, 5, 14))).isTrue();
    assertThat(square.intersects(SphericalPolygon.of(9.999, 12, 9.999, 16, 5, 14))).isFalse();
    assertThat(square.intersects(new Cone(5, 15, 4.82))).isFalse();
    assertThat(square.intersects(new Cone(5, 15, 4.84))).isTrue();
  }

  @Test
  void findsSidesThatCrossWhereNoVertexIsInside() {
    SphericalPolygon flat = SphericalPolygon.of(0, -1, 20, -1, 20, 1, 0, 1);
    SphericalPolygon high = SphericalPolygon.of(9, -10, 11, -10, 11, 10, 9, 10);

    assertThat(flat.intersects(high)).isTrue();
    assertThat(flat.contains(high)).isFalse();
  }

  @Test
  void seesThatAPolygonIsOnlyInsideIfItsSidesAre() {
    SphericalPolygon bracket =
        SphericalPolygon.of(0, 0, 10, 0, 10, 2, 2, 2, 2, 8, 10, 8, 10, 10, 0, 10);
    SphericalPolygon bridge = SphericalPolygon.of(9, 1, 9.5, 1, 9.5, 9, 9, 9);

    assertThat(bracket.contains(bridge)).isFalse();
    assertThat(bracket.intersects(bridge)).isTrue();
    assertThat(bracket.contains(new Cone(5, 5, 0.5))).isFalse();
    assertThat(bracket.intersects(new Cone(6, 5, 2))).isFalse();
  }

  @Test
  void knowsConesLargerThanAHemisphere() {
    Cone large = new Cone(0, 90, 150);
    SphericalPolygon square = SphericalPolygon.of(10, 10, 20, 10, 20, 20, 10, 20);
    SphericalPolygon southern = SphericalPolygon.of(0, -50, 120, -50, 240, -50);

    assertThat(large.contains(square)).isTrue();
    assertThat(large.contains(southern)).isFalse();
    assertThat(large.intersects(southern)).isTrue();
    assertThat(square.contains(large)).isFalse();
    assertThat(new Cone(3, 4, 180).contains(southern)).isTrue();
    assertThat(large.contains(new Cone(0, -90, 29))).isFalse();
    assertThat(large.intersects(new Cone(0, -90, 29))).isFalse();
    assertThat(large.intersects(new Cone(0, -90, 30))).isTrue();
  }

  @Test
  void comparesPointsToo() {
    SkyPoint point = new SkyPoint(10, 20);

    assertThat(point.contains(10, 20)).isTrue();
    assertThat(point.contains(new SkyPoint(370, 20))).isTrue();
    assertThat(point.contains(new Cone(10, 20, 0))).isTrue();
    assertThat(point.contains(new Cone(10, 20, 1e-6))).isFalse();
    assertThat(point.intersects(new Cone(10, 21, 1))).isTrue();
    assertThat(new Cone(10, 21, 1).contains(point)).isTrue();
    assertThat(point.contains(SphericalPolygon.of(10, 20, 11, 20, 10, 21))).isFalse();
  }

  private static Region region(RandomSky sky, SkyPoint center, double size) {
    return switch (sky.random().nextInt(3)) {
      case 0 -> new Cone(center.lonDeg(), center.latDeg(), size);
      case 1 -> SphericalPolygon.box(center.lonDeg(), center.latDeg(), size, 2 * size);
      default -> around(sky, center, size);
    };
  }

  private static Region around(RandomSky sky, SkyPoint center, double size) {
    List<SkyPoint> vertices = new ArrayList<>();
    int count = sky.random().nextInt(3, 9);
    for (int i = 0; i < count; i++) {
      vertices.add(
          RandomSky.offset(center, size * sky.random().nextDouble(0.3, 1), i * 360.0 / count));
    }
    return new Star(center, vertices).polygon();
  }

  private static List<SkyPoint> probes(RandomSky sky, Region region, SkyPoint center, double size) {
    List<SkyPoint> probes = new ArrayList<>();
    for (int n = 0; n < 60; n++) {
      probes.add(sky.near(region.centroid(), 1.2 * size));
      probes.add(sky.near(center, 1.5 * size));
    }
    if (region instanceof SphericalPolygon polygon) {
      for (int i = 0; i < polygon.edges().size(); i++) {
        probes.add(polygon.edges().vertex(i).position());
        probes.add(polygon.edges().middle(i).position());
      }
    }
    return probes;
  }

  private static boolean in(Region region, SkyPoint point) {
    return region.contains(point.lonDeg(), point.latDeg());
  }

  private static boolean nearly(Region region, SkyPoint point, double size) {
    return region.place(point.direction(), Math.toRadians(1e-11 + size * 1e-7))
        != DiscPlace.OUTSIDE;
  }
}
