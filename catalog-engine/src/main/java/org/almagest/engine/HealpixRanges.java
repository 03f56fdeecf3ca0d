package org.almagest.engine;

import java.util.ArrayList;
import java.util.Arrays;
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

  /** The pixels of a lower order that enclose the ranges: those shifted right by so many bits. */
  static List<HealpixRange> shifted(List<HealpixRange> ranges, int shift) {
    if (shift == 0) {
      return ranges;
    }
    List<HealpixRange> shifted = new ArrayList<>();
    for (HealpixRange range : ranges) {
      long first = range.first() >>> shift;
      long last = range.last() >>> shift;
      int end = shifted.size() - 1;
      if (end >= 0 && shifted.get(end).last() + 1 >= first) {
        shifted.set(end, new HealpixRange(shifted.get(end).first(), last));
      } else {
        shifted.add(new HealpixRange(first, last));
      }
    }
    return shifted;
  }

  /** At most so many ranges that cover all of these: the smallest gaps are filled. */
  static List<HealpixRange> widened(List<HealpixRange> ranges, int most) {
    if (ranges.size() <= most) {
      return ranges;
    }
    long[] gaps = new long[ranges.size() - 1];
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] = ranges.get(i + 1).first() - ranges.get(i).last();
    }
    Arrays.sort(gaps);
    long kept = most == 1 ? Long.MAX_VALUE : gaps[gaps.length - most + 1];
    List<HealpixRange> widened = new ArrayList<>();
    HealpixRange open = ranges.get(0);
    for (HealpixRange next : ranges.subList(1, ranges.size())) {
      if (next.first() - open.last() >= kept && widened.size() < most - 1) {
        widened.add(open);
        open = next;
      } else {
        open = new HealpixRange(open.first(), next.last());
      }
    }
    widened.add(open);
    return widened;
  }
}
