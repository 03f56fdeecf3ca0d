package org.almagest.plan.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellJoinExpansionTest {

  @ParameterizedTest
  @CsvSource({"0, 29", "1e-12, 29", "0.0002777, 17", "0.01, 11", "1, 5", "10, 1"})
  void choosesTheSmallestCellsThatARadiusDoesNotReachAcross(double radiusDeg, int order) {
    assertThat(CellJoinExpansion.order(radiusDeg)).isEqualTo(order);
    double width = Math.toDegrees(Math.sqrt(Math.PI / 3)) / (1L << order);
    assertThat(order == 29 || width >= 1.6 * radiusDeg).isTrue();
  }
}
