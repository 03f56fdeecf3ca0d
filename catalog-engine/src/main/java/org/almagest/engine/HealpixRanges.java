package org.almagest.engine;

import java.util.ArrayList;
import java.util.List;
import org.almagest.sky.HealpixRange;

/** Set operations on sorted lists of ranges that do not overlap. */
final class HealpixRanges {

  private HealpixRanges() {}

  /** What belongs to both lists. */
  static List<HealpixRange> both(List<HealpixRange> left, List<HealpixRange> right) {
    List<HealpixRange> both = new ArrayList<>();
    int l = 0;
    int r = 0;
    while (l < left.size() && r < right.size()) {
      long first = Math.max(left.get(l).first(), right.get(r).first());
      long last = Math.min(left.get(l).last(), right.get(r).last());
      if (first <= last) {
        both.add(new HealpixRange(first, last));
      }
      if (left.get(l).last() < right.get(r).last()) {
        l++;
      } else {
        r++;
      }
    }
    return both;
  }
}
