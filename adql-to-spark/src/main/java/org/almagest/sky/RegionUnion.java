package org.almagest.sky;

import java.util.List;

/**
 * All positions that are in at least one of several regions.
 *
 * @param parts one region or more
 */
public record RegionUnion(List<Region> parts) implements Region {

  /** Checks that there is a part. */
  public RegionUnion {
    parts = List.copyOf(parts);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("A union needs at least one region");
    }
  }

  @Override
  public DiscPlace place(UnitVector center, double radiusRad) {
    boolean edge = false;
    for (Region part : parts) {
      DiscPlace placement = part.place(center, radiusRad);
      if (placement == DiscPlace.INSIDE) {
        return DiscPlace.INSIDE;
      }
      edge |= placement == DiscPlace.EDGE;
    }
    return edge ? DiscPlace.EDGE : DiscPlace.OUTSIDE;
  }

  @Override
  public boolean contains(double lonDeg, double latDeg) {
    return parts.stream().anyMatch(part -> part.contains(lonDeg, latDeg));
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
