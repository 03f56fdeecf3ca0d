package org.almagest.hats.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.almagest.hats.HatsPixel;
import org.almagest.hats.PixelTree;
import org.almagest.sky.healpix.Healpix;
import org.junit.jupiter.api.Test;

class MarginCellsTest {

  @Test
  void theOrderIsTheDeepestWhoseCellsAreWiderThanTheThreshold() {
    assertThat(MarginCells.order(5)).isEqualTo(14);
    assertThat(MarginCells.order(3600)).isEqualTo(5);
    assertThat(MarginCells.order(7200)).isEqualTo(4);
    assertThat(MarginCells.order(1e-9)).isEqualTo(20);
  }

  @Test
  void theSkyOutsidePartitionsIsCoveredByTheLargestCells() {
    List<HatsPixel> cells =
        PixelTree.of(List.of(new HatsPixel(1, 44), new HatsPixel(2, 180))).complement().pixels();
    assertThat(cells).hasSize(11 + 2 + 3);
    assertThat(cells)
        .contains(new HatsPixel(0, 4), new HatsPixel(1, 46), new HatsPixel(2, 181))
        .doesNotContain(new HatsPixel(0, 11), new HatsPixel(1, 45));
  }

  @Test
  void noPairAcrossABorderIsLost() {
    SplittableRandom random = new SplittableRandom(5);
    List<HatsPixel> partitions = new ArrayList<>();
    for (int base = 0; base < 12; base++) {
      partitions.add(new HatsPixel(0, base));
    }
    double thresholdArcsec = 120;
    MarginCells margins = MarginCells.of(partitions, thresholdArcsec);
    int across = 0;
    while (across < 300) {
      double ra = random.nextDouble(360);
      double dec = Math.toDegrees(Math.asin(random.nextDouble(-1, 1)));
      double angle = random.nextDouble(2 * Math.PI);
      double near = thresholdArcsec / 3600 * random.nextDouble();
      double otherDec = Math.max(-90, Math.min(90, dec + near * Math.sin(angle)));
      double otherRa = (ra + near * Math.cos(angle) / Math.cos(Math.toRadians(dec)) + 720) % 360;
      long home = Healpix.cell(0, ra, dec);
      long other = Healpix.cell(0, otherRa, otherDec);
      double distance = distanceDeg(ra, dec, otherRa, otherDec);
      if (home == other || distance * 3600 > thresholdArcsec) {
        continue;
      }
      across++;
      List<Integer> targets = new ArrayList<>();
      margins.find(
          new long[] {Healpix.cell(29, otherRa, otherDec)},
          1,
          (target, first, last) -> targets.add(target));
      assertThat(targets).contains((int) home);
    }
  }

  private static double distanceDeg(double ra, double dec, double otherRa, double otherDec) {
    double halfDec = Math.sin(Math.toRadians(otherDec - dec) / 2);
    double halfRa = Math.sin(Math.toRadians(otherRa - ra) / 2);
    double cosines = Math.cos(Math.toRadians(dec)) * Math.cos(Math.toRadians(otherDec));
    return Math.toDegrees(2 * Math.asin(Math.sqrt(halfDec * halfDec + cosines * halfRa * halfRa)));
  }
}
