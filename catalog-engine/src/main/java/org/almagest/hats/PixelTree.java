package org.almagest.hats;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.almagest.sky.healpix.HealpixRange;
import org.almagest.sky.healpix.HealpixRanges;

/** Pixels of one catalog, in the order of the sky; none overlaps another. */
public final class PixelTree {

  private final List<HatsPixel> pixels;

  private PixelTree(List<HatsPixel> pixels) {
    this.pixels = pixels;
  }

  /**
   * A tree of pixels in any order.
   *
   * @throws HatsException if one lies inside another
   */
  public static PixelTree of(Collection<HatsPixel> pixels) {
    List<HatsPixel> sorted = pixels.stream().distinct().sorted().toList();
    for (int i = 1; i < sorted.size(); i++) {
      if (sorted.get(i).range().first() <= sorted.get(i - 1).range().last()) {
        throw new HatsException(
            "The partitions " + sorted.get(i - 1) + " and " + sorted.get(i) + " overlap");
      }
    }
    return new PixelTree(sorted);
  }

  /** The pixels, in the order of the sky. */
  public List<HatsPixel> pixels() {
    return pixels;
  }

  /** The largest pixels that together are what no pixel of the tree covers. */
  public PixelTree complement() {
    List<HatsPixel> gaps = new ArrayList<>();
    long next = 0;
    for (HatsPixel pixel : pixels) {
      addCover(next, pixel.range().first(), gaps);
      next = pixel.range().last() + 1;
    }
    addCover(next, 12L << 58, gaps);
    return new PixelTree(List.copyOf(gaps));
  }

  /**
   * The pixels of both trees: where one overlaps several of the other, those, and the largest
   * pixels that fill the rest of it.
   */
  public PixelTree union(PixelTree other) {
    return new PixelTree(
        PixelAlignment.of(this, other, PixelAlignment.Kind.OUTER).stream()
            .map(AlignedPixel::pixel)
            .toList());
  }

  /**
   * Adds the largest pixels that make up a range.
   *
   * @param from the first pixel of order 29
   * @param end the one after the last
   */
  static void addCover(long from, long end, List<HatsPixel> cover) {
    long next = from;
    while (next < end) {
      int shift = next == 0 ? 58 : Long.numberOfTrailingZeros(next) & ~1;
      shift = Math.min(58, shift);
      while (1L << shift > end - next) {
        shift -= 2;
      }
      cover.add(new HatsPixel(29 - shift / 2, next >>> shift));
      next += 1L << shift;
    }
  }

  /** The part of the sky that the pixels cover, as ranges of order 29. */
  public List<HealpixRange> ranges() {
    return HealpixRanges.joined(pixels.stream().map(HatsPixel::range).toList());
  }

  @Override
  public String toString() {
    return pixels.toString();
  }
}
