package org.almagest.sky.text;

import java.util.ArrayList;
import java.util.List;
import org.almagest.sky.Cone;
import org.almagest.sky.Region;
import org.almagest.sky.SkyPoint;
import org.almagest.sky.SphericalPolygon;

/**
 * Positions, circles and polygons as DALI 1.1, section 3.3, writes them: numbers of degrees, as
 * arrays or with spaces between.
 */
public final class Dali {

  private Dali() {}

  /** The position "lon lat". */
  public static SkyPoint point(String text) {
    RegionWords words = new RegionWords(text);
    SkyPoint point = point(words);
    end(words, "a point is two numbers");
    return point;
  }

  /** The circle "lon lat radius". */
  public static Cone circle(String text) {
    RegionWords words = new RegionWords(text);
    SkyPoint center = point(words);
    double radius = words.degrees("radius", 0, 180);
    end(words, "a circle is three numbers");
    return new Cone(center.lonDeg(), center.latDeg(), radius);
  }

  /** The polygon "lon lat lon lat lon lat ...". */
  public static SphericalPolygon polygon(String text) {
    RegionWords words = new RegionWords(text);
    List<Double> numbers = new ArrayList<>();
    while (!words.atEnd()) {
      SkyPoint vertex = point(words);
      numbers.add(vertex.lonDeg());
      numbers.add(vertex.latDeg());
    }
    if (numbers.size() < 6) {
      throw words.error("A polygon needs three vertices, but has " + numbers.size() / 2);
    }
    return polygon(numbers.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** The position of an array of longitude and latitude [deg]. */
  public static SkyPoint point(double[] lonLat) {
    if (lonLat.length != 2) {
      throw new IllegalArgumentException("A point is two numbers, not " + lonLat.length);
    }
    return new SkyPoint(lonLat[0], lonLat[1]);
  }

  /** The circle of an array of longitude, latitude and radius [deg]. */
  public static Cone circle(double[] lonLatRadius) {
    if (lonLatRadius.length != 3) {
      throw new IllegalArgumentException("A circle is three numbers, not " + lonLatRadius.length);
    }
    return new Cone(lonLatRadius[0], lonLatRadius[1], lonLatRadius[2]);
  }

  /** The polygon of an array of the longitudes and latitudes of its vertices in turn [deg]. */
  public static SphericalPolygon polygon(double[] lonLat) {
    return SphericalPolygon.of(lonLat);
  }

  /**
   * The array of a point, a circle or a polygon; a polygon in the order of DALI.
   *
   * @throws IllegalArgumentException if the region is composed of others, for which DALI 1.1 has no
   *     form
   */
  public static double[] array(Region region) {
    if (region instanceof SkyPoint point) {
      return new double[] {point.lonDeg(), point.latDeg()};
    }
    if (region instanceof Cone cone) {
      return new double[] {cone.raDeg(), cone.decDeg(), cone.radiusDeg()};
    }
    if (region instanceof SphericalPolygon polygon) {
      return polygon.daliLonLatDeg();
    }
    throw new IllegalArgumentException(
        "DALI writes points, circles and polygons, not regions composed of them");
  }

  /**
   * The numbers of {@link #array} with spaces between, as short as brings the same doubles back.
   */
  public static String format(Region region) {
    StringBuilder text = new StringBuilder();
    for (double number : array(region)) {
      text.append(text.isEmpty() ? "" : " ").append(number);
    }
    return text.toString();
  }

  static SkyPoint point(RegionWords words) {
    double lon = words.number("longitude");
    return new SkyPoint(lon, words.degrees("latitude", -90, 90));
  }

  private static void end(RegionWords words, String rule) {
    if (!words.atEnd()) {
      throw words.error("[" + RegionWords.shortened(words.token()) + "] is one too many: " + rule);
    }
  }
}
