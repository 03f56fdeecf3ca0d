package org.almagest.sky.frame;

import java.util.Locale;
import java.util.Optional;
import org.almagest.sky.Region;
import org.almagest.sky.SkyPoint;

/** A coordinate system that positions may be given in; whatever is computed is in ICRS. */
public enum SkyFrame {
  /** ICRS; FK5 of equinox J2000 is taken for it, from which it differs by 0.03 arcsec at most. */
  ICRS,
  /** Galactic longitude and latitude. */
  GALACTIC,
  /** FK4, equator and equinox B1950.0. */
  FK4;

  /**
   * The system of a name, in any case; empty if its positions cannot be brought to ICRS.
   *
   * @param name as ADQL and STC-S have it, a reference position behind it or not; an empty one, or
   *     one for "unknown", is ICRS
   */
  public static Optional<SkyFrame> named(String name) {
    return switch (name.strip().toUpperCase(Locale.ROOT).replaceFirst("\\s.*", "")) {
      case "", "ICRS", "FK5", "J2000", "UNKNOWN", "UNKNOWNFRAME" -> Optional.of(ICRS);
      case "GALACTIC", "GALACTIC_II", "GAL" -> Optional.of(GALACTIC);
      case "FK4", "B1950" -> Optional.of(FK4);
      default -> Optional.empty();
    };
  }

  /**
   * A position that is given in this system, in ICRS.
   *
   * @param lonDeg longitude, or right ascension [deg]
   * @param latDeg latitude, or declination [deg]
   */
  public SkyPoint toIcrs(double lonDeg, double latDeg) {
    return switch (this) {
      case ICRS -> new SkyPoint(lonDeg, latDeg);
      case GALACTIC -> GalacticFrame.toIcrs(lonDeg, latDeg);
      case FK4 -> Fk4Frame.toIcrs(lonDeg, latDeg);
    };
  }

  /** A region that is given in this system, in ICRS: its centres and vertices are converted. */
  public Region toIcrs(Region region) {
    return this == ICRS ? region : new FrameChange(this::toIcrs).of(region);
  }
}
