package org.almagest.sky.frame;

import java.util.List;
import org.almagest.sky.Cone;
import org.almagest.sky.Region;
import org.almagest.sky.RegionComplement;
import org.almagest.sky.RegionIntersection;
import org.almagest.sky.RegionUnion;
import org.almagest.sky.SkyPoint;
import org.almagest.sky.SphericalPolygon;

/**
 * Brings regions from one coordinate system to another: the centre of each circle and the vertices
 * of each polygon.
 */
final class FrameChange {

  /** What a position in one system is in the other. */
  interface OfPosition {
    SkyPoint of(double lonDeg, double latDeg);
  }

  private final OfPosition position;

  FrameChange(OfPosition position) {
    this.position = position;
  }

  Region of(Region region) {
    if (region instanceof SkyPoint point) {
      return position.of(point.lonDeg(), point.latDeg());
    }
    if (region instanceof Cone cone) {
      SkyPoint center = position.of(cone.raDeg(), cone.decDeg());
      return new Cone(center.lonDeg(), center.latDeg(), cone.radiusDeg());
    }
    if (region instanceof SphericalPolygon polygon) {
      double[] lonLatDeg = polygon.lonLatDeg();
      for (int i = 0; i < lonLatDeg.length; i += 2) {
        SkyPoint vertex = position.of(lonLatDeg[i], lonLatDeg[i + 1]);
        lonLatDeg[i] = vertex.lonDeg();
        lonLatDeg[i + 1] = vertex.latDeg();
      }
      return SphericalPolygon.of(lonLatDeg);
    }
    if (region instanceof RegionUnion union) {
      return new RegionUnion(each(union.parts()));
    }
    if (region instanceof RegionIntersection intersection) {
      return new RegionIntersection(each(intersection.parts()));
    }
    return new RegionComplement(of(((RegionComplement) region).excluded()));
  }

  private List<Region> each(List<Region> regions) {
    return regions.stream().map(this::of).toList();
  }
}
