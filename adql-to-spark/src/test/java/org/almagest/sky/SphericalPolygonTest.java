package org.almagest.sky;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.geom.Path2D;
import java.util.Arrays;
import org.almagest.sky.RandomSky.Star;
import org.almagest.sky.coverage.RegionCoverage;
import org.junit.jupiter.api.Test;

class SphericalPolygonTest {

  @Test
  void holdsWhatTheTrianglesFromItsCentreHold() {
    RandomSky sky = new RandomSky(1);
    int inside = 0;
    int judged = 0;
    for (int n = 0; n < 20_000; n++) {
      double radius = sky.size(1e-6, 89);
      Star star = sky.star(radius);
      SphericalPolygon polygon = star.polygon();
      for (int m = 0; m < 20; m++) {
        SkyPoint point = sky.near(star.center(), 1.3 * radius);
        double depth = star.depth(point);
        if (Math.abs(depth) > 1e-13) {
          judged++;
          inside += depth > 0 ? 1 : 0;
          assertThat(polygon.contains(point.lonDeg(), point.latDeg()))
              .as("%s in %s, depth %s", point, polygon, depth)
              .isEqualTo(depth > 0);
        }
      }
      assertThat(polygon.contains(star.center().lonDeg(), star.center().latDeg())).isTrue();
      SkyPoint opposite = star.center().direction().times(-1).position();
      assertThat(polygon.contains(opposite.lonDeg(), opposite.latDeg())).isFalse();
    }
    assertThat(inside).isBetween(judged / 10, judged / 2);
  }

  /** Polygons larger than a hemisphere as seen from their centre are the rest of the sky. */
  @Test
  void takesTheSmallerSideOfPolygonsThatReachFar() {
    RandomSky sky = new RandomSky(6);
    int inverted = 0;
    for (int n = 0; n < 10_000; n++) {
      Star star = sky.star(sky.random().nextDouble(60, 179));
      double area = star.area();
      if (Math.abs(area - 2 * Math.PI) < 1e-9) {
        continue;
      }
      boolean larger = area > 2 * Math.PI;
      inverted += larger ? 1 : 0;
      SphericalPolygon polygon = star.polygon();
      double smaller = larger ? 4 * Math.PI - area : area;
      assertThat(polygon.areaDeg2() / SphericalPolygon.SQUARE_DEGREES)
          .isCloseTo(smaller, within(1e-11));
      for (int m = 0; m < 20; m++) {
        SkyPoint point = sky.point();
        double depth = star.depth(point);
        if (Math.abs(depth) > 1e-11) {
          assertThat(polygon.contains(point.lonDeg(), point.latDeg()))
              .as("%s in %s, depth %s", point, polygon, depth)
              .isEqualTo(larger != depth > 0);
        }
      }
    }
    assertThat(inverted).isGreaterThan(500);
  }

  /** The plane is the independent judge of polygons so small that the sky is flat. */
  @Test
  void isExactAtMilliarcseconds() {
    RandomSky sky = new RandomSky(7);
    for (int n = 0; n < 2_000; n++) {
      double size = sky.size(1e-8, 1e-5);
      SkyPoint center = sky.point();
      int count = sky.random().nextInt(3, 10);
      Path2D plane = new Path2D.Double();
      double[] vertices = new double[2 * count];
      for (int i = 0; i < count; i++) {
        double angle = (i + sky.random().nextDouble(0.3, 0.7)) * 360 / count;
        double distance = sky.random().nextDouble(0.2, 1);
        put(vertices, i, RandomSky.offset(center, size * distance, angle));
        double x = distance * Math.sin(Math.toRadians(angle));
        double y = distance * Math.cos(Math.toRadians(angle));
        if (i == 0) {
          plane.moveTo(x, y);
        } else {
          plane.lineTo(x, y);
        }
      }
      plane.closePath();
      SphericalPolygon polygon = SphericalPolygon.of(vertices);
      double slack = 1e-11 / size;
      for (int m = 0; m < 50; m++) {
        double angle = sky.random().nextDouble(360);
        double distance = sky.random().nextDouble(1.1);
        double x = distance * Math.sin(Math.toRadians(angle));
        double y = distance * Math.cos(Math.toRadians(angle));
        boolean near =
            plane.intersects(x - slack, y - slack, 2 * slack, 2 * slack)
                && !plane.contains(x - slack, y - slack, 2 * slack, 2 * slack);
        SkyPoint point = RandomSky.offset(center, size * distance, angle);
        if (!near) {
          assertThat(polygon.contains(point.lonDeg(), point.latDeg()))
              .as("%s %s of %s in %s", x, y, size, polygon)
              .isEqualTo(plane.contains(x, y));
        }
      }
    }
  }

  @Test
  void endsAtItsSides() {
    RandomSky sky = new RandomSky(8);
    for (int n = 0; n < 5_000; n++) {
      double size = sky.size(1e-6, 60);
      Star star = sky.star(size);
      SphericalPolygon polygon = star.polygon();
      for (int i = 0; i < star.vertices().size(); i++) {
        UnitVector middle = polygon.edges().middle(i);
        UnitVector normal = polygon.edges().normal(i);
        UnitVector one = middle.towards(normal, Math.toRadians(1e-11));
        UnitVector other = middle.towards(normal, -Math.toRadians(1e-11));
        assertThat(polygon.contains(one.x(), one.y(), one.z()))
            .isNotEqualTo(polygon.contains(other.x(), other.y(), other.z()));
      }
    }
  }

  @Test
  void holdsItsVerticesAndTheMiddlesOfItsSides() {
    RandomSky sky = new RandomSky(2);
    for (int n = 0; n < 20_000; n++) {
      Star star = sky.star(sky.size(1e-9, 89));
      SphericalPolygon polygon = star.polygon();
      for (int i = 0; i < star.vertices().size(); i++) {
        SkyPoint vertex = star.vertices().get(i);
        UnitVector next = star.vertices().get((i + 1) % star.vertices().size()).direction();
        SkyPoint middle = vertex.direction().plus(next).normalized().position();
        assertThat(polygon.contains(vertex.lonDeg(), vertex.latDeg())).isTrue();
        assertThat(polygon.contains(middle.lonDeg(), middle.latDeg())).isTrue();
        assertThat(polygon.contains(middle.lonDeg() + 360, middle.latDeg())).isTrue();
      }
    }
  }

  @Test
  void isTheSameInBothOrders() {
    SphericalPolygon one = SphericalPolygon.of(10, 10, 20, 10, 20, 20, 10, 20);
    SphericalPolygon other = SphericalPolygon.of(10, 20, 20, 20, 20, 10, 10, 10);

    assertThat(one.contains(15, 15)).isTrue();
    assertThat(other.contains(15, 15)).isTrue();
    assertThat(one.contains(195, -15)).isFalse();
    assertThat(other.contains(195, -15)).isFalse();
    assertThat(one.areaDeg2()).isCloseTo(other.areaDeg2(), within(1e-11));
    assertThat(one.daliLonLatDeg()).containsExactly(10, 10, 10, 20, 20, 20, 20, 10);
    assertThat(other.daliLonLatDeg()).containsExactly(10, 20, 20, 20, 20, 10, 10, 10);
  }

  @Test
  void hasGreatCirclesForSidesNotParallels() {
    SphericalPolygon polygon = SphericalPolygon.of(0, 60, 90, 60, 90, 70, 0, 70);

    assertThat(polygon.contains(45, 61)).isFalse();
    assertThat(polygon.contains(45, 70)).isTrue();
  }

  @Test
  void holdsAPoleWithinItsSides() {
    SphericalPolygon polygon = SphericalPolygon.of(0, 80, 120, 80, 240, 80);

    assertThat(polygon.contains(0, 90)).isTrue();
    assertThat(polygon.contains(77, 90)).isTrue();
    assertThat(polygon.contains(0, -90)).isFalse();
  }

  @Test
  void crossesLongitudeZero() {
    SphericalPolygon polygon = SphericalPolygon.of(359, -1, 1, -1, 1, 1, 359, 1);

    assertThat(polygon.contains(0, 0)).isTrue();
    assertThat(polygon.contains(360, 0)).isTrue();
    assertThat(polygon.contains(-0.5, 0)).isTrue();
    assertThat(polygon.contains(180, 0)).isFalse();
  }

  @Test
  void takesABandAroundMostOfTheSkyAsTheSmallerSide() {
    SphericalPolygon band =
        SphericalPolygon.of(0, -10, 100, -10, 200, -10, 300, -10, 300, 10, 200, 10, 100, 10, 0, 10);

    assertThat(band.contains(50, 0)).isTrue();
    assertThat(band.contains(250, 0)).isTrue();
    assertThat(band.contains(330, 0)).isFalse();
    assertThat(band.contains(0, 90)).isFalse();
    assertThat(band.contains(0, -90)).isFalse();
    assertThat(band.areaDeg2()).isCloseTo(monteCarlo(band, 400_000), within(150.0));
  }

  @Test
  void isHonestNearAHemisphere() {
    SphericalPolygon under = SphericalPolygon.of(0, 1e-7, 120, 1e-7, 240, 1e-7);
    SphericalPolygon over = SphericalPolygon.of(0, -1e-7, 120, -1e-7, 240, -1e-7);
    SphericalPolygon half = SphericalPolygon.of(0, 0, 120, 0, 240, 0);

    assertThat(under.contains(10, 5)).isTrue();
    assertThat(under.contains(10, -5)).isFalse();
    assertThat(over.contains(10, 5)).isFalse();
    assertThat(over.contains(10, -5)).isTrue();
    assertThat(half.areaDeg2()).isCloseTo(2 * Math.PI * Math.pow(180 / Math.PI, 2), within(1e-9));
    assertThat(half.contains(10, 5)).isNotEqualTo(half.contains(10, -5));
    assertThat(half.contains(33, 0)).isTrue();
  }

  @Test
  void hasTheAreaOfItsExcess() {
    SphericalPolygon octant = SphericalPolygon.of(0, 0, 90, 0, 0, 90);
    double mas = 1 / 3.6e6;
    SphericalPolygon tiny = SphericalPolygon.of(0, 0, mas, 0, mas, mas, 0, mas);
    SphericalPolygon tinyAtThePole =
        SphericalPolygon.of(0, 90 - mas, 90, 90 - mas, 180, 90 - mas, 270, 90 - mas);

    assertThat(octant.areaDeg2()).isCloseTo(Math.PI / 2 * Math.pow(180 / Math.PI, 2), within(1e-9));
    assertThat(tiny.areaDeg2() / (mas * mas)).isCloseTo(1, within(1e-7));
    assertThat(tinyAtThePole.areaDeg2() / (2 * mas * mas)).isCloseTo(1, within(1e-6));
  }

  @Test
  void hasTheAreaThatRandomPointsFind() {
    RandomSky sky = new RandomSky(3);
    for (int n = 0; n < 30; n++) {
      SphericalPolygon polygon = sky.star(sky.size(20, 89)).polygon();
      double share = polygon.areaDeg2() / 41_252.96;
      double error = 5 * Math.sqrt(share * (1 - share) / 100_000) * 41_253 + 1;
      assertThat(polygon.areaDeg2()).isCloseTo(monteCarlo(polygon, 100_000), within(error));
    }
  }

  @Test
  void hasTheCentreOfGravityOfRandomPointsInIt() {
    RandomSky sky = new RandomSky(4);
    for (int n = 0; n < 200; n++) {
      double radius = sky.size(1e-8, 80);
      Star star = sky.star(radius);
      SphericalPolygon polygon = star.polygon();
      UnitVector sum = new UnitVector(0, 0, 0);
      int inside = 0;
      UnitVector center = star.center().direction();
      for (int m = 0; m < 20_000; m++) {
        SkyPoint point = onCap(sky, star.center(), radius);
        if (polygon.contains(point.lonDeg(), point.latDeg())) {
          sum = sum.plus(point.direction().minus(center));
          inside++;
        }
      }
      UnitVector mean = center.plus(sum.times(1.0 / inside)).normalized();
      double error = Math.toDegrees(mean.angle(polygon.centroid().direction()));
      assertThat(error / radius).as("%s", polygon).isLessThan(3 / Math.sqrt(inside));
    }
  }

  @Test
  void givesTheSameCentroidByBothFormulas() {
    for (double size : new double[] {0.0028, 0.0030}) {
      SkyPoint centroid =
          SphericalPolygon.of(
                  0, 0, 2 * size, 0, 2 * size, size, size, size, size, 2 * size, 0, 2 * size)
              .centroid();
      assertThat(centroid.lonDeg() / size).isCloseTo(5 / 6.0, within(1e-6));
      assertThat(centroid.latDeg() / size).isCloseTo(5 / 6.0, within(1e-6));
    }
  }

  @Test
  void refusesWhatIsNoPolygon() {
    assertThatThrownBy(() -> SphericalPolygon.of(0, 0, 1, 0, 1, 0, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A polygon needs 3 distinct vertices, but has 2");
    assertThatThrownBy(() -> SphericalPolygon.of(0, 0, 180, 0, 10, 10))
        .hasMessage(
            "Vertices [0.0 0.0] and [180.0 0.0] are opposite each other: add one between them");
    assertThatThrownBy(() -> SphericalPolygon.of(0, 0, 1, 0, 2, 0))
        .hasMessageContaining("encloses no area");
    assertThatThrownBy(() -> SphericalPolygon.of(0, 0, 1, 0, 2)).hasMessageContaining("5 numbers");
    assertThatThrownBy(() -> SphericalPolygon.of(0, 0, 1, 0, 1, 91)).hasMessageContaining("[91.0]");
  }

  /** Vertices on a coarse grid: sides in line, on each other, crossing, through poles. */
  @Test
  void failsInNoOtherWayOnAnyVertices() {
    RandomSky sky = new RandomSky(9);
    int polygons = 0;
    for (int n = 0; n < 20_000; n++) {
      double step = sky.random().nextBoolean() ? 30 : 1e-3;
      double[] vertices = new double[2 * sky.random().nextInt(3, 8)];
      for (int i = 0; i < vertices.length; i += 2) {
        vertices[i] = step * sky.random().nextInt(4);
        vertices[i + 1] = step * sky.random().nextInt(4);
      }
      SphericalPolygon polygon;
      try {
        polygon = SphericalPolygon.of(vertices);
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageMatching("(The|A) polygon .*|Vertices .* are opposite .*");
        continue;
      }
      polygons++;
      for (int i = 0; i < vertices.length; i += 2) {
        assertThat(polygon.contains(vertices[i], vertices[i + 1])).isTrue();
      }
      assertThat(polygon.areaDeg2()).isBetween(0.0, 20_627.0);
      assertThat(polygon.contains(polygon)).isTrue();
      assertThat(polygon.intersects(polygon)).isTrue();
      assertThat(RegionCoverage.of(polygon, 5)).isNotEmpty();
    }
    assertThat(polygons).isGreaterThan(10_000);
  }

  @Test
  void leavesOutRepeatedVertices() {
    SphericalPolygon closed = SphericalPolygon.of(0, 0, 1, 0, 1, 0, 1, 1, 0, 0, 360, 0);

    assertThat(closed).isEqualTo(SphericalPolygon.of(0, 0, 1, 0, 1, 1));
    assertThat(closed.lonLatDeg()).containsExactly(0, 0, 1, 0, 1, 1);
  }

  @Test
  void isNotChangedThroughItsArrays() {
    double[] given = {0, 0, 1, 0, 1, 1};
    SphericalPolygon polygon = SphericalPolygon.of(given);
    Arrays.fill(given, 7);
    Arrays.fill(polygon.lonLatDeg(), 7);

    assertThat(polygon.lonLatDeg()).containsExactly(0, 0, 1, 0, 1, 1);
  }

  private static double monteCarlo(Region region, int points) {
    RandomSky sky = new RandomSky(99);
    int inside = 0;
    for (int n = 0; n < points; n++) {
      double lat = Math.toDegrees(Math.asin(sky.random().nextDouble(-1, 1)));
      inside += region.contains(sky.random().nextDouble(360), lat) ? 1 : 0;
    }
    return 41_252.96124941927 * inside / points;
  }

  private static SkyPoint onCap(RandomSky sky, SkyPoint center, double radiusDeg) {
    double sinHalf = Math.sin(Math.toRadians(radiusDeg) / 2) * Math.sqrt(sky.random().nextDouble());
    return RandomSky.offset(
        center, Math.toDegrees(2 * Math.asin(sinHalf)), sky.random().nextDouble(360));
  }

  private static void put(double[] vertices, int i, SkyPoint point) {
    vertices[2 * i] = point.lonDeg();
    vertices[2 * i + 1] = point.latDeg();
  }
}
