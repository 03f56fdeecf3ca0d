package org.almagest.sky;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Seeded positions and polygons all over the sky, the poles and longitude 0 more often than not.
 */
public final class RandomSky {

  private final SplittableRandom random;

  public RandomSky(long seed) {
    random = new SplittableRandom(seed);
  }

  public SplittableRandom random() {
    return random;
  }

  public SkyPoint point() {
    return switch (random.nextInt(6)) {
      case 0 -> new SkyPoint(random.nextDouble(360), random.nextBoolean() ? 90 : -90);
      case 1 -> new SkyPoint(random.nextDouble(-1e-3, 1e-3), random.nextDouble(-90, 90));
      case 2 -> new SkyPoint(random.nextInt(8) * 45, random.nextInt(-4, 5) * 22.5);
      default ->
          new SkyPoint(random.nextDouble(360), Math.toDegrees(Math.asin(random.nextDouble(-1, 1))));
    };
  }

  /** A size between two bounds, each power of ten as likely as the next. */
  public double size(double smallest, double largest) {
    return Math.pow(10, random.nextDouble(Math.log10(smallest), Math.log10(largest)));
  }

  /** A position within a distance of another [deg]. */
  public SkyPoint near(SkyPoint center, double distanceDeg) {
    return offset(center, distanceDeg * Math.sqrt(random.nextDouble()), random.nextDouble(360));
  }

  /** A polygon around a centre that sees all of it, in either order; few of them convex. */
  public Star star(double radiusDeg) {
    SkyPoint center = point();
    int size = random.nextInt(3, 12);
    double[] angles = new double[size];
    for (int i = 0; i < size; i++) {
      angles[i] = (i + random.nextDouble(0.3, 0.7)) * 360 / size;
    }
    List<SkyPoint> vertices = new ArrayList<>();
    for (double angle : angles) {
      vertices.add(offset(center, radiusDeg * random.nextDouble(0.3, 1), angle));
    }
    if (random.nextBoolean()) {
      Collections.reverse(vertices);
    }
    return new Star(center, vertices);
  }

  /** The position at a distance from another one, in a direction from north through east [deg]. */
  static SkyPoint offset(SkyPoint from, double distanceDeg, double angleDeg) {
    UnitVector center = from.direction();
    double lon = Math.toRadians(Math.IEEEremainder(from.lonDeg(), 360));
    UnitVector east = new UnitVector(-Math.sin(lon), Math.cos(lon), 0);
    UnitVector north = center.cross(east);
    double angle = Math.toRadians(angleDeg);
    UnitVector direction = north.times(Math.cos(angle)).plus(east.times(Math.sin(angle)));
    double distance = Math.toRadians(distanceDeg);
    return center
        .times(Math.cos(distance))
        .plus(direction.times(Math.sin(distance)))
        .normalized()
        .position();
  }

  /**
   * A polygon and a point that sees all of it.
   *
   * @param center from where every side is seen
   * @param vertices in order
   */
  public record Star(SkyPoint center, List<SkyPoint> vertices) {

    double[] lonLatDeg() {
      double[] numbers = new double[2 * vertices.size()];
      for (int i = 0; i < vertices.size(); i++) {
        numbers[2 * i] = vertices.get(i).lonDeg();
        numbers[2 * i + 1] = vertices.get(i).latDeg();
      }
      return numbers;
    }

    public SphericalPolygon polygon() {
      return SphericalPolygon.of(lonLatDeg());
    }

    /** The area of the triangles that the centre makes with the sides [sr]. */
    double area() {
      double sum = 0;
      for (int i = 0; i < vertices.size(); i++) {
        UnitVector a = vertices.get(i).direction();
        UnitVector b = vertices.get((i + 1) % vertices.size()).direction();
        sum += Math.abs(UnitVector.triangleArea(center.direction(), a, b));
      }
      return sum;
    }

    /** By the triangles that the centre makes with the sides: how far inside one of them. */
    double depth(SkyPoint position) {
      UnitVector p = position.direction();
      UnitVector c = center.direction();
      double deepest = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < vertices.size(); i++) {
        UnitVector a = vertices.get(i).direction();
        UnitVector b = vertices.get((i + 1) % vertices.size()).direction();
        double sign = Math.signum(volume(c, a, b));
        double[] heights = {
          sign * volume(c, a, p) / c.cross(a).length(),
          sign * volume(a, b, p) / a.minus(b).length(),
          sign * volume(b, c, p) / c.cross(b).length()
        };
        deepest = Math.max(deepest, Arrays.stream(heights).min().orElseThrow());
      }
      return deepest;
    }

    private static double volume(UnitVector a, UnitVector b, UnitVector p) {
      return p.minus(a).dot(a.cross(b.minus(a)));
    }
  }
}
