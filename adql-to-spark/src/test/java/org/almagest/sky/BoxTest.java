package org.almagest.sky;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BoxTest {

  @Test
  void meetsTheArmsOfItsCrossAtRightAngles() {
    SkyPoint center = new SkyPoint(40, 50);
    SphericalPolygon box = SphericalPolygon.box(40, 50, 20, 10);
    UnitVector c = center.direction();
    for (int side = 0; side < 4; side++) {
      boolean vertical = side % 2 == 0;
      double angle = 90 * side + 270;
      SkyPoint end = RandomSky.offset(center, vertical ? 10 : 5, angle);
      UnitVector arm = c.normalTo(end.direction());
      assertThat(box.edges().distance(end.direction(), side)).isCloseTo(0, within(1e-15));
      assertThat(box.edges().normal(side).dot(arm)).isCloseTo(0, within(1e-14));
      SkyPoint beyond = RandomSky.offset(center, (vertical ? 10 : 5) + 1e-9, angle);
      assertThat(box.contains(end.lonDeg(), end.latDeg())).isTrue();
      assertThat(box.contains(beyond.lonDeg(), beyond.latDeg())).isFalse();
    }
  }

  @Test
  void isNoRangeOfLongitudeAndLatitude() {
    SphericalPolygon box = SphericalPolygon.box(0, 60, 20, 10);

    assertThat(box.contains(19, 60)).isTrue();
    assertThat(box.contains(21, 60)).isFalse();
    assertThat(box.contains(0, 65)).isTrue();
    assertThat(box.contains(15, 65)).isFalse();
  }

  @Test
  void mayHoldAPole() {
    SphericalPolygon box = SphericalPolygon.box(123, 89.5, 2, 2);

    assertThat(box.contains(0, 90)).isTrue();
    assertThat(box.contains(303, 89.6)).isTrue();
    assertThat(box.contains(303, 89.4)).isFalse();
  }

  @Test
  void hasItsCentreForCentroid() {
    SkyPoint centroid = SphericalPolygon.box(40, -50, 170, 120).centroid();

    assertThat(centroid.lonDeg()).isCloseTo(40, within(1e-12));
    assertThat(centroid.latDeg()).isCloseTo(-50, within(1e-12));
  }

  @Test
  void holdsItsArmsWithoutAWidthOrAHeight() {
    SphericalPolygon arc = SphericalPolygon.box(30, 40, 0, 2);

    assertThat(arc.contains(30, 40)).isTrue();
    assertThat(arc.contains(30, 41)).isTrue();
    assertThat(arc.contains(30.001, 40)).isFalse();
    assertThat(SphericalPolygon.box(30, 40, 0, 0).contains(30, 40)).isTrue();
  }

  @Test
  void refusesSizesThatHaveNoSides() {
    assertThatThrownBy(() -> SphericalPolygon.box(0, 0, -1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A box must be 0 or more and less than 180 deg wide and high, not [-1.0, 1.0]");
    assertThatThrownBy(() -> SphericalPolygon.box(0, 0, 180, 1)).hasMessageContaining("180.0");
    assertThatThrownBy(() -> SphericalPolygon.box(0, 91, 1, 1)).hasMessageContaining("[91.0]");
  }
}
