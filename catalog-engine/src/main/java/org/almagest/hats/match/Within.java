package org.almagest.hats.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.almagest.hats.match.MatchJob.Kept;
import org.almagest.sky.healpix.HealpixRange;
import org.almagest.sky.healpix.HealpixRanges;

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
    if (!left.isEmpty() && HealpixRanges.both(left, own).isEmpty()) {
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
    List<HealpixRange> before = file.ranges().isEmpty() ? own : file.ranges();
    List<HealpixRange> after = before.isEmpty() ? wanted : HealpixRanges.both(before, wanted);
    return after.isEmpty() ? Optional.empty() : Optional.of(new PartFile(file.file(), after));
  }
}
