package org.almagest.sky.healpix;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Operations on lists of ranges of pixels. */
public final class HealpixRanges {

  private HealpixRanges() {}

  /** The same pixels as sorted ranges of which none overlaps or adjoins the next. */
  public static List<HealpixRange> joined(Collection<HealpixRange> ranges) {
    List<HealpixRange> sorted = new ArrayList<>(ranges);
    sorted.sort(Comparator.comparingLong(HealpixRange::first));
    List<HealpixRange> joined = new ArrayList<>();
    for (HealpixRange range : sorted) {
      int end = joined.size() - 1;
      if (end >= 0 && joined.get(end).last() + 1 >= range.first()) {
        long last = Math.max(joined.get(end).last(), range.last());
        joined.set(end, new HealpixRange(joined.get(end).first(), last));
      } else {
        joined.add(range);
      }
    }
    return List.copyOf(joined);
  }

  /** What belongs to both lists, each sorted and without overlaps. */
  public static List<HealpixRange> both(List<HealpixRange> left, List<HealpixRange> right) {
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
  public static List<HealpixRange> shifted(List<HealpixRange> ranges, int shift) {
    if (shift == 0) {
      return ranges;
    }
    return joined(
        ranges.stream()
            .map(range -> new HealpixRange(range.first() >>> shift, range.last() >>> shift))
            .toList());
  }

  /** At most so many ranges that cover all of these, sorted: the smallest gaps are filled. */
  public static List<HealpixRange> widened(List<HealpixRange> ranges, int most) {
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
