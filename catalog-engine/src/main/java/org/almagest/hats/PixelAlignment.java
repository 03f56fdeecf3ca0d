package org.almagest.hats;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which partitions of two catalogs lie over each other, as {@code hats.pixel_tree.pixel_alignment}
 * has it: a linear merge of both trees. No two of the parts overlap, so that each row of a side
 * belongs to one of them.
 */
public final class PixelAlignment {

  /** What happens to sky that one side alone covers. */
  public enum Kind {
    /** Sky that one side alone covers is left out. */
    INNER,
    /** Sky that the left side alone covers stays. */
    LEFT,
    /** Sky that the right side alone covers stays. */
    RIGHT,
    /** Sky that one side alone covers stays. */
    OUTER
  }

  private final List<HatsPixel> left;
  private final List<HatsPixel> right;
  private final Kind kind;
  private final List<AlignedPixel> aligned = new ArrayList<>();

  private PixelAlignment(PixelTree left, PixelTree right, Kind kind) {
    this.left = left.pixels();
    this.right = right.pixels();
    this.kind = kind;
  }

  /** The parts, in the order of the sky. Gaps are cut into the largest pixels that fit. */
  public static List<AlignedPixel> of(PixelTree left, PixelTree right, Kind kind) {
    PixelAlignment alignment = new PixelAlignment(left, right, kind);
    alignment.merge();
    return List.copyOf(alignment.aligned);
  }

  /**
   * The parts for a match, whose right side has rows in a margin where its catalog has none: sky
   * that the margin alone covers is kept, without a partition of the catalog.
   *
   * @param margin the tree of the right side's margin
   */
  public static List<AlignedPixel> withMargin(
      PixelTree left, PixelTree right, PixelTree margin, Kind kind) {
    return of(left, right.union(margin), kind);
  }

  private void merge() {
    int l = 0;
    int r = 0;
    long done = 0;
    while (l < left.size() || r < right.size()) {
      HatsPixel leftPixel = l < left.size() ? left.get(l) : null;
      HatsPixel rightPixel = r < right.size() ? right.get(r) : null;
      if (rightPixel == null || (leftPixel != null && end(leftPixel) <= first(rightPixel))) {
        done = addAlone(leftPixel, null, done);
        l++;
      } else if (leftPixel == null || end(rightPixel) <= first(leftPixel)) {
        done = addAlone(null, rightPixel, done);
        r++;
      } else if (leftPixel.order() >= rightPixel.order()) {
        done = addGap(null, rightPixel, Math.max(done, first(rightPixel)), first(leftPixel));
        aligned.add(new AlignedPixel(leftPixel, leftPixel, rightPixel));
        done = end(leftPixel);
        l++;
        r += leftPixel.order() == rightPixel.order() ? 1 : 0;
      } else {
        done = addGap(leftPixel, null, Math.max(done, first(leftPixel)), first(rightPixel));
        aligned.add(new AlignedPixel(rightPixel, leftPixel, rightPixel));
        done = end(rightPixel);
        r++;
      }
    }
  }

  /** Adds what is left of a pixel that the other side does not cover. */
  private long addAlone(@Nullable HatsPixel onLeft, @Nullable HatsPixel onRight, long done) {
    HatsPixel pixel = onLeft == null ? onRight : onLeft;
    return pixel == null ? done : addGap(onLeft, onRight, Math.max(done, first(pixel)), end(pixel));
  }

  private long addGap(
      @Nullable HatsPixel onLeft, @Nullable HatsPixel onRight, long from, long end) {
    boolean kept =
        switch (kind) {
          case INNER -> false;
          case LEFT -> onLeft != null;
          case RIGHT -> onRight != null;
          case OUTER -> true;
        };
    if (kept) {
      List<HatsPixel> cover = new ArrayList<>();
      PixelTree.addCover(from, end, cover);
      cover.forEach(pixel -> aligned.add(new AlignedPixel(pixel, onLeft, onRight)));
    }
    return Math.max(from, end);
  }

  private static long first(HatsPixel pixel) {
    return pixel.range().first();
  }

  private static long end(HatsPixel pixel) {
    return pixel.range().last() + 1;
  }
}
