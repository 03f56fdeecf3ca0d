package org.almagest.hats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.almagest.hats.PixelAlignment.Kind;
import org.almagest.sky.healpix.HealpixRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PixelAlignmentTest {

  private static final PixelTree LEFT = tree("0/10 1/33 1/35 1/44 1/45 1/46");
  private static final PixelTree RIGHT = tree("1/33 1/34 2/176 2/177 2/178 2/179 1/45 1/46 1/47");

  @Test
  void keepsTheSmallerOfTwoPixels() {
    PixelTree left = tree("0/10 1/44 1/45 1/46");
    PixelTree right = tree("1/40 1/41 1/42 1/43 2/176 2/179 1/46 1/47");
    assertThat(aligned(left, right, Kind.INNER))
        .isEqualTo(
            "1/40=0/10,1/40 1/41=0/10,1/41 1/42=0/10,1/42 1/43=0/10,1/43"
                + " 2/176=1/44,2/176 2/179=1/44,2/179 1/46=1/46,1/46");
  }

  @Test
  void keepsWhatOneSideAloneCovers() {
    PixelTree left = tree("0/10 1/44 1/45 1/46");
    PixelTree right = tree("2/160 1/43 1/46 1/47");
    assertThat(aligned(left, right, Kind.LEFT))
        .isEqualTo(
            "2/160=0/10,2/160 2/161=0/10,- 2/162=0/10,- 2/163=0/10,- 1/41=0/10,-"
                + " 1/42=0/10,- 1/43=0/10,1/43 1/44=1/44,- 1/45=1/45,- 1/46=1/46,1/46");
    assertThat(aligned(left, right, Kind.RIGHT))
        .isEqualTo("2/160=0/10,2/160 1/43=0/10,1/43 1/46=1/46,1/46 1/47=-,1/47");
    assertThat(aligned(left, right, Kind.OUTER)).endsWith("1/46=1/46,1/46 1/47=-,1/47");
  }

  /** From {@code test_outer_align_start_0} of hats. */
  @Test
  void fillsAGapBeforeTheFirstPixel() {
    assertThat(aligned(tree("0/0"), tree("1/1"), Kind.OUTER))
        .isEqualTo("1/0=0/0,- 1/1=0/0,1/1 1/2=0/0,- 1/3=0/0,-");
  }

  @Test
  void keepsSkyThatTheMarginAloneCovers() {
    assertThat(
            PixelAlignment.withMargin(
                    tree("0/4 1/44"), tree("1/44"), tree("0/4 1/44 1/45"), Kind.INNER)
                .toString())
        .isEqualTo(
            PixelAlignment.of(tree("0/4 1/44"), tree("0/4 1/44 1/45"), Kind.INNER).toString());
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void coversEachPartOfTheSkyOnce(Kind kind) {
    Random random = new Random(5);
    for (int run = 0; run < 200; run++) {
      PixelTree left = random(random);
      PixelTree right = random(random);
      List<AlignedPixel> parts = PixelAlignment.of(left, right, kind);
      List<HealpixRange> covered =
          PixelTree.of(parts.stream().map(AlignedPixel::pixel).toList()).ranges();
      for (int probe = 0; probe < 300; probe++) {
        long pixel = (long) (random.nextDouble() * (12L << 58));
        boolean inLeft = holds(left.ranges(), pixel);
        boolean inRight = holds(right.ranges(), pixel);
        boolean expected =
            switch (kind) {
              case INNER -> inLeft && inRight;
              case LEFT -> inLeft;
              case RIGHT -> inRight;
              case OUTER -> inLeft || inRight;
            };
        assertThat(holds(covered, pixel)).isEqualTo(expected);
      }
      assertThat(parts)
          .allSatisfy(
              part -> {
                part.left().ifPresent(pixel -> assertThat(encloses(pixel, part.pixel())).isTrue());
                part.right().ifPresent(pixel -> assertThat(encloses(pixel, part.pixel())).isTrue());
              });
    }
  }

  @Test
  void complementsATreeByTheLargestPixels() {
    assertThat(tree("1/44 1/45 1/46").complement().toString())
        .isEqualTo("[0/0, 0/1, 0/2, 0/3, 0/4, 0/5, 0/6, 0/7, 0/8, 0/9, 0/10, 1/47]");
    assertThat(tree("").complement().pixels()).hasSize(12);
    assertThat(LEFT.union(RIGHT).ranges()).isNotEmpty();
  }

  @Test
  void refusesPixelsThatOverlap() {
    assertThatThrownBy(() -> tree("0/11 1/44"))
        .isInstanceOf(HatsException.class)
        .hasMessage("The partitions 0/11 and 1/44 overlap");
  }

  private static PixelTree random(Random random) {
    List<HatsPixel> pixels = new ArrayList<>();
    for (int base = 0; base < 12; base++) {
      split(new HatsPixel(0, base), random, pixels);
    }
    return PixelTree.of(pixels);
  }

  private static void split(HatsPixel pixel, Random random, List<HatsPixel> pixels) {
    int choice = random.nextInt(3);
    if (choice == 0 && pixel.order() < 4) {
      for (int child = 0; child < 4; child++) {
        split(new HatsPixel(pixel.order() + 1, 4 * pixel.pixel() + child), random, pixels);
      }
    } else if (choice == 1) {
      pixels.add(pixel);
    }
  }

  private static boolean holds(List<HealpixRange> ranges, long pixel) {
    return ranges.stream().anyMatch(range -> range.first() <= pixel && pixel <= range.last());
  }

  private static boolean encloses(HatsPixel outer, HatsPixel inner) {
    return outer.range().first() <= inner.range().first()
        && inner.range().last() <= outer.range().last();
  }

  private static String aligned(PixelTree left, PixelTree right, Kind kind) {
    return PixelAlignment.of(left, right, kind).stream()
        .map(part -> part.pixel() + "=" + name(part.leftPixel()) + "," + name(part.rightPixel()))
        .reduce((a, b) -> a + " " + b)
        .orElse("");
  }

  private static String name(HatsPixel pixel) {
    return pixel == null ? "-" : pixel.toString();
  }

  private static PixelTree tree(String text) {
    List<HatsPixel> pixels = new ArrayList<>();
    for (String word : text.isEmpty() ? new String[0] : text.split(" ")) {
      String[] parts = word.split("/");
      pixels.add(new HatsPixel(Integer.parseInt(parts[0]), Long.parseLong(parts[1])));
    }
    return PixelTree.of(pixels);
  }
}
