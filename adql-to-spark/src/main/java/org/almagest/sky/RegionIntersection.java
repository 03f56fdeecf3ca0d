package org.almagest.sky;

import java.util.List;

/**
 * The positions that are in each of several regions.
 *
 * @param parts one region or more
 */
public record RegionIntersection(List<Region> parts) implements Region {

  /** Checks that there is a part. */
  public RegionIntersection {
    parts = List.copyOf(parts);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("An intersection needs at least one region");
    }
  }

  @Override
  public DiscPlace place(UnitVector center, double radiusRad) {
    boolean edge = false;
    for (Region part : parts) {
      DiscPlace placement = part.place(center, radiusRad);
      if (placement == DiscPlace.OUTSIDE) {
        return DiscPlace.OUTSIDE;
      }
      edge |= placement == DiscPlace.EDGE;
    }
    return edge ? DiscPlace.EDGE : DiscPlace.INSIDE;
  }

  @Override
  public boolean contains(double lonDeg, double latDeg) {
    return parts.stream().allMatch(part -> part.contains(lonDeg, latDeg));
  }

  @Override
  public double areaDeg2() {
    return new Arrangement(this).areaDeg2();
  }

  @Override
  public SkyPoint centroid() {
    return new Arrangement(this).centroid();
  }
}
