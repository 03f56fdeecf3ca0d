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
  public Placement place(UnitVector center, double radiusRad) {
    boolean edge = false;
    for (Region part : parts) {
      Placement placement = part.place(center, radiusRad);
      if (placement == Placement.INSIDE) {
        return Placement.INSIDE;
      }
      edge |= placement == Placement.EDGE;
    }
    return edge ? Placement.EDGE : Placement.OUTSIDE;
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
