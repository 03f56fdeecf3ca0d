package org.almagest.sky;

/**
 * The sky without a region; as every region, with its edge.
 *
 * @param excluded what is left out
 */
public record RegionComplement(Region excluded) implements Region {

  @Override
  public DiscPlace place(UnitVector center, double radiusRad) {
    return switch (excluded.place(center, radiusRad)) {
      case INSIDE -> DiscPlace.OUTSIDE;
      case EDGE -> DiscPlace.EDGE;
      case OUTSIDE -> DiscPlace.INSIDE;
    };
  }

  @Override
  public double areaDeg2() {
    return 4 * Math.PI * SphericalPolygon.SQUARE_DEGREES - excluded.areaDeg2();
  }

  @Override
  public SkyPoint centroid() {
    return new Arrangement(this).centroid();
  }
}
