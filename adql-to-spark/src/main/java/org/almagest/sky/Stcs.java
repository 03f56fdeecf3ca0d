package org.almagest.sky;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The strings of {@code REGION('...')}: the part of STC-S that TAP 1.0, section 6, describes.
 *
 * <pre>
 * region   = shape [frame] [refpos] [flavor] operands
 * shape    = Position | Circle | Box | Polygon | AllSky | Union | Intersection | Difference | Not
 * operands = numbers [deg], or for the last four regions in parentheses
 * </pre>
 *
 * <p>Words may be in any case. Coordinates are ICRS, which may be left out; other frames are
 * refused, since their positions would be taken for ICRS.
 */
public final class Stcs {

  private static final Set<String> FRAMES = Set.of("ICRS", "UNKNOWNFRAME");

  private static final Set<String> OTHER_FRAMES =
      Set.of(
          "FK4",
          "FK5",
          "J2000",
          "B1950",
          "ECLIPTIC",
          "GALACTIC",
          "GALACTIC_II",
          "GAL",
          "ECL",
          "GEO_C",
          "GEO_D");

  private static final Set<String> REFERENCE_POSITIONS =
      Set.of(
          "GEOCENTER",
          "BARYCENTER",
          "HELIOCENTER",
          "TOPOCENTER",
          "LSR",
          "GALACTIC_CENTER",
          "RELOCATABLE",
          "UNKNOWNREFPOS");

  private static final Set<String> OTHER_FLAVORS =
      Set.of("CARTESIAN1", "CARTESIAN2", "CARTESIAN3", "SPHERICAL3", "UNITSPHERE");

  private static final Set<String> OTHER_SHAPES =
      Set.of("ELLIPSE", "CONVEX", "POSITIONINTERVAL", "TIMEINTERVAL", "SPECTRALINTERVAL");

  /** Far deeper than anyone writes, far below what the stack holds. */
  private static final int MAX_DEPTH = 50;

  private final RegionWords words;

  private Stcs(RegionWords words) {
    this.words = words;
  }

  /**
   * The region of an STC-S string.
   *
   * @throws RegionTextException if the string is no region, or one that is not offered
   */
  public static Region parse(String text) {
    RegionWords words = new RegionWords(text);
    Region region = new Stcs(words).region(0);
    if (!words.atEnd()) {
      throw words.error(
          "[" + RegionWords.shortened(words.token()) + "] is left over after the region");
    }
    return region;
  }

  /** The STC-S string of a region, in ICRS. */
  public static String format(Region region) {
    return format(region, " ICRS ");
  }

  private static String format(Region region, String frame) {
    if (region instanceof SkyPoint) {
      return "Position" + frame + Dali.format(region);
    }
    if (region instanceof Cone) {
      return "Circle" + frame + Dali.format(region);
    }
    if (region instanceof SphericalPolygon) {
      return "Polygon" + frame + Dali.format(region);
    }
    if (region instanceof RegionUnion union) {
      return "Union" + frame + format(union.parts());
    }
    if (region instanceof RegionIntersection intersection) {
      return "Intersection" + frame + format(intersection.parts());
    }
    RegionComplement complement = (RegionComplement) region;
    return "Not" + frame + format(List.of(complement.excluded()));
  }

  private static String format(List<Region> parts) {
    StringBuilder text = new StringBuilder("(");
    for (Region part : parts) {
      text.append(text.length() > 1 ? " " : "").append(format(part, " "));
    }
    return text.append(")").toString();
  }

  private Region region(int depth) {
    if (depth > MAX_DEPTH) {
      throw words.error("Regions are nested more than " + MAX_DEPTH + " deep");
    }
    int at = words.position();
    String shape = words.word();
    if (words.atEnd()) {
      throw words.error("A region such as 'Circle ICRS 10 20 0.5' is missing");
    }
    words.next();
    return switch (shape) {
      case "POSITION" -> point();
      case "CIRCLE" -> circle();
      case "BOX" -> box(at);
      case "POLYGON" -> polygon(at);
      case "ALLSKY" -> allSky();
      case "UNION" -> new RegionUnion(parts(depth, 1, Integer.MAX_VALUE));
      case "INTERSECTION" -> new RegionIntersection(parts(depth, 1, Integer.MAX_VALUE));
      case "DIFFERENCE" -> difference(parts(depth, 2, 2));
      case "NOT" -> new RegionComplement(parts(depth, 1, 1).get(0));
      default ->
          throw new RegionTextException(
              OTHER_SHAPES.contains(shape)
                  ? "[" + shape + "] is not offered: write a Polygon"
                  : "["
                      + RegionWords.shortened(shape)
                      + "] is no shape: write Position, Circle, Box, Polygon, Union, Intersection"
                      + " or Not",
              at);
    };
  }

  private Region point() {
    frame();
    return Dali.point(words);
  }

  private Region circle() {
    frame();
    SkyPoint center = Dali.point(words);
    return new Cone(center.lonDeg(), center.latDeg(), words.degrees("radius", 0, 180));
  }

  private Region allSky() {
    frame();
    return new Cone(0, 90, 180);
  }

  private static Region difference(List<Region> pair) {
    return new RegionIntersection(List.of(pair.get(0), new RegionComplement(pair.get(1))));
  }

  private Region box(int at) {
    frame();
    SkyPoint center = Dali.point(words);
    double width = words.number("width");
    double height = words.number("height");
    try {
      return SphericalPolygon.box(center.lonDeg(), center.latDeg(), width, height);
    } catch (IllegalArgumentException e) {
      throw new RegionTextException(String.valueOf(e.getMessage()), at);
    }
  }

  private Region polygon(int at) {
    frame();
    List<Double> numbers = new ArrayList<>();
    while (words.atNumber()) {
      SkyPoint vertex = Dali.point(words);
      numbers.add(vertex.lonDeg());
      numbers.add(vertex.latDeg());
    }
    try {
      return SphericalPolygon.of(numbers.stream().mapToDouble(Double::doubleValue).toArray());
    } catch (IllegalArgumentException e) {
      throw new RegionTextException(String.valueOf(e.getMessage()), at);
    }
  }

  private List<Region> parts(int depth, int fewest, int most) {
    frame();
    words.expect("(");
    List<Region> parts = new ArrayList<>();
    while (!words.token().equals(")")) {
      if (parts.size() == most) {
        throw words.error(
            "Only " + most + (most == 1 ? " region belongs" : " regions belong") + " here");
      }
      parts.add(region(depth + 1));
    }
    if (parts.size() < fewest) {
      throw words.error("A region is missing");
    }
    words.expect(")");
    return parts;
  }

  private void frame() {
    if (OTHER_FRAMES.contains(words.word())) {
      throw words.error(
          "Frame [" + words.token() + "] is not offered: give the coordinates in ICRS");
    }
    if (FRAMES.contains(words.word())) {
      words.next();
    }
    if (REFERENCE_POSITIONS.contains(words.word())) {
      words.next();
    }
    if (OTHER_FLAVORS.contains(words.word())) {
      throw words.error("[" + words.token() + "] coordinates are not offered: write SPHERICAL2");
    }
    if (words.word().equals("SPHERICAL2")) {
      words.next();
    }
  }
}
