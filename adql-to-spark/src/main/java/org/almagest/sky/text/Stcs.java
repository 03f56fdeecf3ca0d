package org.almagest.sky.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.almagest.sky.Cone;
import org.almagest.sky.Region;
import org.almagest.sky.RegionComplement;
import org.almagest.sky.RegionIntersection;
import org.almagest.sky.RegionUnion;
import org.almagest.sky.SkyPoint;
import org.almagest.sky.SphericalPolygon;
import org.almagest.sky.frame.SkyFrame;

/**
 * The strings of {@code REGION('...')}: the part of STC-S that TAP 1.0, section 6, describes.
 *
 * <pre>
 * region   = shape [frame] [refpos] [flavor] operands
 * shape    = Position | Circle | Box | Polygon | AllSky | Union | Intersection | Difference | Not
 * operands = numbers [deg], or for the last four regions in parentheses
 * </pre>
 *
 * <p>Words may be in any case. A region is brought to ICRS from the frame that it names, or the one
 * around it does; frames that {@link SkyFrame} has not are refused, since their positions would be
 * taken for ICRS.
 */
public final class Stcs {

  private static final Set<String> OTHER_FRAMES = Set.of("ECLIPTIC", "ECL", "GEO_C", "GEO_D");

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
    Region region = new Stcs(words).region(0, SkyFrame.ICRS);
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

  private Region region(int depth, SkyFrame around) {
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
      case "POSITION" -> point(around);
      case "CIRCLE" -> circle(around);
      case "BOX" -> box(around, at);
      case "POLYGON" -> polygon(around, at);
      case "ALLSKY" -> allSky(around);
      case "UNION" -> new RegionUnion(parts(depth, around, 1, Integer.MAX_VALUE));
      case "INTERSECTION" -> new RegionIntersection(parts(depth, around, 1, Integer.MAX_VALUE));
      case "DIFFERENCE" -> difference(parts(depth, around, 2, 2));
      case "NOT" -> new RegionComplement(parts(depth, around, 1, 1).get(0));
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

  private Region point(SkyFrame around) {
    SkyFrame frame = frame(around);
    return frame.toIcrs(Dali.point(words));
  }

  private Region circle(SkyFrame around) {
    SkyFrame frame = frame(around);
    SkyPoint center = Dali.point(words);
    return frame.toIcrs(
        new Cone(center.lonDeg(), center.latDeg(), words.degrees("radius", 0, 180)));
  }

  private Region allSky(SkyFrame around) {
    frame(around);
    return new Cone(0, 90, 180);
  }

  private static Region difference(List<Region> pair) {
    return new RegionIntersection(List.of(pair.get(0), new RegionComplement(pair.get(1))));
  }

  private Region box(SkyFrame around, int at) {
    SkyFrame frame = frame(around);
    SkyPoint center = Dali.point(words);
    double width = words.number("width");
    double height = words.number("height");
    try {
      return frame.toIcrs(SphericalPolygon.box(center.lonDeg(), center.latDeg(), width, height));
    } catch (IllegalArgumentException e) {
      throw new RegionTextException(String.valueOf(e.getMessage()), at);
    }
  }

  private Region polygon(SkyFrame around, int at) {
    SkyFrame frame = frame(around);
    List<Double> numbers = new ArrayList<>();
    while (words.atNumber()) {
      SkyPoint vertex = Dali.point(words);
      numbers.add(vertex.lonDeg());
      numbers.add(vertex.latDeg());
    }
    try {
      return frame.toIcrs(
          SphericalPolygon.of(numbers.stream().mapToDouble(Double::doubleValue).toArray()));
    } catch (IllegalArgumentException e) {
      throw new RegionTextException(String.valueOf(e.getMessage()), at);
    }
  }

  private List<Region> parts(int depth, SkyFrame around, int fewest, int most) {
    SkyFrame frame = frame(around);
    words.expect("(");
    List<Region> parts = new ArrayList<>();
    while (!words.token().equals(")")) {
      if (parts.size() == most) {
        throw words.error(
            "Only " + most + (most == 1 ? " region belongs" : " regions belong") + " here");
      }
      parts.add(region(depth + 1, frame));
    }
    if (parts.size() < fewest) {
      throw words.error("A region is missing");
    }
    words.expect(")");
    return parts;
  }

  private SkyFrame frame(SkyFrame around) {
    if (OTHER_FRAMES.contains(words.word())) {
      throw words.error(
          "Frame ["
              + words.token()
              + "] is not offered: give the coordinates in ICRS, GALACTIC or FK4");
    }
    // The end is no name of a frame, though SkyFrame knows the empty one.
    Optional<SkyFrame> named = words.atEnd() ? Optional.empty() : SkyFrame.named(words.word());
    if (named.isPresent()) {
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
    return named.orElse(around);
  }
}
