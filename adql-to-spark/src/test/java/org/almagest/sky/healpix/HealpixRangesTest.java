package org.almagest.sky.healpix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HealpixRangesTest {

  @Test
  void fillsTheSmallestGaps() {
    List<HealpixRange> ranges =
        List.of(
            new HealpixRange(0, 9),
            new HealpixRange(12, 19),
            new HealpixRange(100, 109),
            new HealpixRange(111, 119));
    assertThat(HealpixRanges.widened(ranges, 2))
        .containsExactly(new HealpixRange(0, 19), new HealpixRange(100, 119));
    assertThat(HealpixRanges.widened(ranges, 1)).containsExactly(new HealpixRange(0, 119));
  }

  @Test
  void doesNotTouchFewRanges() {
    List<HealpixRange> ranges = List.of(new HealpixRange(0, 9), new HealpixRange(20, 29));
    assertThat(HealpixRanges.widened(ranges, 2)).isEqualTo(ranges);
  }

  @Test
  void losesNoPixelWhateverTheGaps() {
    SplittableRandom random = new SplittableRandom(20261125);
    for (int trial = 0; trial < 500; trial++) {
      List<HealpixRange> ranges = new ArrayList<>();
      long at = 0;
      for (int i = 0; i <= random.nextInt(40); i++) {
        long first = at + 2 + random.nextInt(4);
        at = first + random.nextInt(5);
        ranges.add(new HealpixRange(first, at));
      }
      List<HealpixRange> widened = HealpixRanges.widened(ranges, 8);
      assertThat(widened).hasSizeLessThanOrEqualTo(8);
      for (HealpixRange range : ranges) {
        assertThat(widened)
            .anyMatch(wide -> wide.first() <= range.first() && range.last() <= wide.last());
      }
    }
  }

  @Test
  void joinsWhatOverlapsOrAdjoins() {
    assertThat(
            HealpixRanges.joined(
                List.of(
                    new HealpixRange(30, 39),
                    new HealpixRange(0, 9),
                    new HealpixRange(10, 19),
                    new HealpixRange(2, 4))))
        .containsExactly(new HealpixRange(0, 19), new HealpixRange(30, 39));
  }

  @Test
  void findsWhatIsInBoth() {
    assertThat(
            HealpixRanges.both(
                List.of(new HealpixRange(0, 9), new HealpixRange(20, 29)),
                List.of(new HealpixRange(5, 20), new HealpixRange(25, 40))))
        .containsExactly(
            new HealpixRange(5, 9), new HealpixRange(20, 20), new HealpixRange(25, 29));
  }
}
