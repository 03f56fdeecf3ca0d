package org.almagest.hats.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.almagest.hats.HatsFile;
import org.almagest.hats.match.MatchJob.Kept;
import org.almagest.hats.match.PartFile.PixelRange;
import org.almagest.sky.HealpixRange;

/**
 * Parts of the sky that the rows of each side lie in, pixels of order 29; empty for everywhere.
 * Rows outside may be left out.
 */
public record Within(List<HealpixRange> left, List<HealpixRange> right) {

  /** Copies the ranges. */
  public Within {
    left = List.copyOf(left);
    right = List.copyOf(right);
  }

  /** What is left of a part of a match; nothing if no row of it comes out. */
  public Optional<MatchPart> restricted(MatchPart part, Kept kept) {
    List<HealpixRange> own = List.of(part.pixel().range());
    if (!left.isEmpty() && both(left, own).isEmpty()) {
      return Optional.empty();
    }
    List<PartFile> lefts = new ArrayList<>();
    part.left().forEach(file -> restricted(file, left, own).ifPresent(lefts::add));
    List<PartFile> rights = new ArrayList<>();
    part.right().forEach(file -> restricted(file, right, List.of()).ifPresent(rights::add));
    return lefts.isEmpty() || (rights.isEmpty() && kept == Kept.MATCHED)
        ? Optional.empty()
        : Optional.of(new MatchPart(part.pixel(), lefts, rights));
  }

  private static Optional<PartFile> restricted(
      PartFile file, List<HealpixRange> wanted, List<HealpixRange> own) {
    if (wanted.isEmpty()) {
      return Optional.of(file);
    }
    List<HealpixRange> before = new ArrayList<>(own);
    if (!file.ranges().isEmpty()) {
      before = new ArrayList<>();
      for (PixelRange range : file.ranges()) {
        before.add(new HealpixRange(range.first(), range.last()));
      }
    }
    HatsFile stored = file.file();
    List<HealpixRange> after = before.isEmpty() ? wanted : both(before, wanted);
    return after.isEmpty() ? Optional.empty() : Optional.of(PartFile.within(stored, after));
  }

  private static List<HealpixRange> both(List<HealpixRange> one, List<HealpixRange> other) {
    List<HealpixRange> both = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < one.size() && j < other.size()) {
      long first = Math.max(one.get(i).first(), other.get(j).first());
      long last = Math.min(one.get(i).last(), other.get(j).last());
      if (first <= last) {
        both.add(new HealpixRange(first, last));
      }
      if (one.get(i).last() < other.get(j).last()) {
        i++;
      } else {
        j++;
      }
    }
    return both;
  }
}
