package org.almagest.function;

import java.util.Optional;
import org.almagest.sky.Cone;
import org.almagest.sky.Region;
import org.almagest.sky.SkyPoint;
import org.almagest.sky.SphericalPolygon;
import org.almagest.sky.text.Dali;
import org.almagest.sky.text.Stcs;

/**
 * The text that stands for a geometry inside an engine and in a result: DALI's for a point, a
 * circle and a polygon, STC-S for what DALI has no form for. The number of numbers tells DALI's
 * forms apart.
 */
public final class RegionText {

  private RegionText() {}

  /** The text of a region. */
  public static String of(Region region) {
    return region instanceof SkyPoint
            || region instanceof Cone
            || region instanceof SphericalPolygon
        ? Dali.format(region)
        : Stcs.format(region);
  }

  /**
   * The region of a text.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Region parse(String text) {
    String stripped = text.strip();
    if (stripped.isEmpty()) {
      throw new IllegalArgumentException("The text of a region is empty");
    }
    if (Character.isLetter(stripped.charAt(0))) {
      return Stcs.parse(stripped);
    }
    return switch (stripped.split("\\s+").length) {
      case 2 -> Dali.point(stripped);
      case 3 -> Dali.circle(stripped);
      default -> Dali.polygon(stripped);
    };
  }

  /** The region of a text, if it is one. */
  static Optional<Region> find(String text) {
    try {
      return Optional.of(parse(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
