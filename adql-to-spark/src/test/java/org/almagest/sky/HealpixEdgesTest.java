package org.almagest.sky;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import java.util.TreeSet;
import org.almagest.sky.healpix.Healpix;
import org.junit.jupiter.api.Test;

class HealpixEdgesTest {

  @Test
  void verticesAreThePointsWhereACellMeetsItsNeighbours() {
    for (int order = 0; order <= 3; order++) {
      for (long cell = 0; cell < Healpix.cells(order); cell++) {
        double[] vertices = Healpix.vertices(order, cell);
        assertThat(vertices).hasSize(8);
        double[] center = Healpix.center(order, cell);
        assertThat(vertices[1]).as("south").isLessThan(center[1]);
        assertThat(vertices[5]).as("north").isGreaterThan(center[1]);
        assertThat(offset(vertices[2], center[0])).as("east").isPositive();
        assertThat(offset(vertices[6], center[0])).as("west").isNegative();
        assertCornerMet(order, cell, vertices, 0, 1);
        assertCornerMet(order, cell, vertices, 1, 3);
        assertCornerMet(order, cell, vertices, 2, 5);
        assertCornerMet(order, cell, vertices, 3, 7);
      }
    }
  }

  @Test
  void theVerticesOfTheFirstCellAreThoseOfTheDefinition() {
    double[] vertices = Healpix.vertices(0, 0);
    assertThat(vertices[0]).isEqualTo(45);
    assertThat(vertices[1]).isZero();
    assertThat(vertices[3]).isEqualTo(Math.toDegrees(Math.asin(2.0 / 3)));
    assertThat(vertices[2]).isEqualTo(90);
    assertThat(vertices[4]).isZero();
    assertThat(vertices[5]).isEqualTo(90);
    assertThat(vertices[6]).isZero();
  }

  @Test
  void neighboursComeAsOneArrayWithoutTheMissingOne() {
    for (int order = 0; order <= 4; order++) {
      int seven = 0;
      for (long cell = 0; cell < Healpix.cells(order); cell++) {
        long[] neighbors = Healpix.neighbors(order, cell);
        int at = 0;
        for (int k = 1; k <= 8; k++) {
          long neighbor = Healpix.neighbor(order, cell, k);
          if (neighbor >= 0) {
            assertThat(neighbors[at++]).isEqualTo(neighbor);
          }
        }
        assertThat(neighbors).hasSize(at);
        seven += at == 7 ? 1 : 0;
      }
      if (order > 0) {
        assertThat(seven).as("three cells meet at 8 points").isEqualTo(24);
      }
    }
  }

  @Test
  void externalEdgesAreTheCellsOutsideWithANeighbourInside() {
    for (int order = 0; order <= 3; order++) {
      for (int delta = 0; delta + order <= 5; delta++) {
        for (long cell = 0; cell < Healpix.cells(order); cell++) {
          assertThat(Healpix.externalEdges(order, cell, delta))
              .containsExactly(ringByNeighbours(order, cell, delta));
        }
      }
    }
  }

  @Test
  void externalEdgesHoldAtDeepOrders() {
    SplittableRandom random = new SplittableRandom(23);
    for (int n = 0; n < 300; n++) {
      int order = random.nextInt(24);
      int delta = random.nextInt(6);
      long cells = Healpix.cells(order);
      long cell = n % 3 == 0 ? cells / 12 * random.nextInt(12) : random.nextLong(cells);
      assertThat(Healpix.externalEdges(order, cell, delta))
          .containsExactly(ringByNeighbours(order, cell, delta));
    }
  }

  @Test
  void aRingThatIsTooLargeForAnArrayIsRefused() {
    assertThatThrownBy(() -> Healpix.externalEdges(1, 3, 25))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The ring around a cell can be 0 to 24 orders deeper, not [25]");
    assertThatThrownBy(() -> Healpix.externalEdges(20, 3, 10)).hasMessageContaining("[30]");
    assertThatThrownBy(() -> Healpix.externalEdges(0, 12, 1)).hasMessageContaining("[12]");
  }

  private static long[] ringByNeighbours(int order, long cell, int delta) {
    TreeSet<Long> found = new TreeSet<>();
    long first = cell << (2 * delta);
    for (long inner = first; inner < first + (1L << (2 * delta)); inner++) {
      for (long neighbor : Healpix.neighbors(order + delta, inner)) {
        if (neighbor >> (2 * delta) != cell) {
          found.add(neighbor);
        }
      }
    }
    return found.stream().mapToLong(Long::longValue).toArray();
  }

  private static void assertCornerMet(int order, long cell, double[] vertices, int corner, int k) {
    long neighbor = Healpix.neighbor(order, cell, k);
    if (neighbor < 0) {
      return;
    }
    double[] theirs = Healpix.vertices(order, neighbor);
    double nearest = 180;
    for (int other = 0; other < 4; other++) {
      nearest =
          Math.min(
              nearest,
              Separation.degrees(
                  vertices[2 * corner],
                  vertices[2 * corner + 1],
                  theirs[2 * other],
                  theirs[2 * other + 1]));
    }
    assertThat(nearest).isLessThan(1e-9);
  }

  private static double offset(double raDeg, double fromDeg) {
    return Math.IEEEremainder(raDeg - fromDeg, 360);
  }
}
