package org.almagest.hats.match;

import java.util.ArrayList;
import java.util.List;
import org.almagest.hats.HatsPixel;
import org.almagest.sky.Cone;
import org.almagest.sky.Separation;
import org.almagest.sky.coverage.RegionCoverage;
import org.almagest.sky.healpix.Healpix;
import org.almagest.sky.healpix.HealpixRange;
import org.almagest.sky.healpix.HealpixRanges;

/** The sky outside a pixel that is no farther from it than a reach. */
final class Surroundings {

  /** Deeper cells fit the reach more closely, but there are twice as many. */
  private static final int DEEPEST = 6;

  private final HatsPixel pixel;
  private final double reachDeg;
  private final List<HealpixRange> ring;

  Surroundings(HatsPixel pixel, double reachDeg) {
    this.pixel = pixel;
    this.reachDeg = reachDeg;
    this.ring = cells();
  }

  /** The pixels of order 29 of it, and of some of the sky next to it; sorted, none touching. */
  List<HealpixRange> ring() {
    return ring;
  }

  /** The surroundings and the pixel itself. */
  List<HealpixRange> withPixel() {
    List<HealpixRange> all = new ArrayList<>(ring);
    all.add(pixel.range());
    return HealpixRanges.joined(all);
  }

  private List<HealpixRange> cells() {
    int order = Healpix.deepestOrderAround(reachDeg);
    if (order < pixel.order()) {
      return outside(disc());
    }
    int deeper = Math.min(DEEPEST, order - pixel.order());
    List<HealpixRange> cells = new ArrayList<>();
    for (long cell : Healpix.externalEdges(pixel.order(), pixel.pixel(), deeper)) {
      cells.add(Healpix.range(pixel.order() + deeper, cell));
    }
    return HealpixRanges.joined(cells);
  }

  /** A disc around the pixel and its surroundings, where cells as wide as the reach are larger. */
  private List<HealpixRange> disc() {
    double[] center = Healpix.center(pixel.order(), pixel.pixel());
    double farthest = 0;
    double[] corners = Healpix.vertices(pixel.order(), pixel.pixel());
    for (int i = 0; i < corners.length; i += 2) {
      farthest =
          Math.max(farthest, Separation.degrees(center[0], center[1], corners[i], corners[i + 1]));
    }
    double radius = Math.min(180, farthest * 1.01 + reachDeg);
    return RegionCoverage.of(
        new Cone(center[0], center[1], radius), Math.min(29, pixel.order() + 3));
  }

  private List<HealpixRange> outside(List<HealpixRange> ranges) {
    HealpixRange inner = pixel.range();
    List<HealpixRange> outer = new ArrayList<>();
    for (HealpixRange range : ranges) {
      if (range.first() < inner.first()) {
        outer.add(new HealpixRange(range.first(), Math.min(range.last(), inner.first() - 1)));
      }
      if (range.last() > inner.last()) {
        outer.add(new HealpixRange(Math.max(range.first(), inner.last() + 1), range.last()));
      }
    }
    return outer;
  }
}
