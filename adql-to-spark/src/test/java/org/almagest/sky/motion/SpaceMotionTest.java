package org.almagest.sky.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/**
 * Expected values: uniform motion of Cartesian position and velocity, computed by astropy 8.0.2
 * (SkyCoord.cartesian + SkyCoord.velocity * time).
 */
class SpaceMotionTest {

  private static final SpaceMotion BARNARD =
      new SpaceMotion(
          269.448502525438,
          4.739420051112412,
          546.975939730948,
          -801.5509783684709,
          10362.394206546573,
          -110.46822);

  @Test
  void movesBarnardsStarBackToTheEpochOfHipparcos() {
    assertMoved(
        BARNARD.after(1991.25 - 2016),
        269.45402308273816,
        4.668287399501263,
        546.1402235878106,
        -799.0218673085345,
        10330.759624428081,
        -110.58029751589748);
  }

  @Test
  void movesBarnardsStarPastItsClosestApproach() {
    assertMoved(
        BARNARD.after(10_000),
        262.9134416070894,
        57.3183845829196,
        865.0018091308061,
        -3699.7415417123893,
        25728.14848992349,
        5.035737306687217);
  }

  @Test
  void movesAStarAcrossThePole() {
    assertMoved(
        new SpaceMotion(15, 89.9999, 100, 3000, -4000, 50).after(500),
        51.864935206711195,
        89.30728030960668,
        99.73768572138182,
        0.4308170437039028,
        -4973.802957870477,
        52.861616930058);
  }

  @Test
  void comesBackToWhereItStarted() {
    SpaceMotion back = BARNARD.after(3_000).after(-3_000);

    assertMoved(
        back,
        BARNARD.raDeg(),
        BARNARD.decDeg(),
        BARNARD.parallaxMas(),
        BARNARD.pmRaMasPerYear(),
        BARNARD.pmDecMasPerYear(),
        BARNARD.radialVelocityKmPerS());
  }

  @Test
  void takesUnknownParallaxAndVelocityAsNone() {
    double[] moved = ProperMotion.propagate(10, 0, Double.NaN, 3_600, 0, Double.NaN, 2000, 2100);
    double turned = Math.toDegrees(Math.atan(Math.toRadians(0.1)));

    assertThat(moved[0]).isCloseTo(10 + turned, within(1e-13));
    assertThat(moved[1]).isZero();
    assertThat(ProperMotion.propagateAll(10, 0, -1, 3_600, 0, 25, 2000, 2100)).endsWith(25);
  }

  @Test
  void staysWhereItIsWithoutMotion() {
    assertThat(ProperMotion.propagate(10, 20, 3, Double.NaN, Double.NaN, 5, 2000, 2100))
        .containsExactly(new double[] {10, 20}, within(1e-13));
  }

  @Test
  void refusesAnUnknownEpoch() {
    assertThatThrownBy(() -> BARNARD.after(Double.NaN)).hasMessage("Time [NaN] yr is not a number");
  }

  private static void assertMoved(
      SpaceMotion moved, double ra, double dec, double plx, double pmRa, double pmDec, double rv) {
    assertThat(moved.raDeg()).isCloseTo(ra, within(1e-11));
    assertThat(moved.decDeg()).isCloseTo(dec, within(1e-12));
    assertThat(moved.parallaxMas()).isCloseTo(plx, within(1e-6));
    assertThat(moved.pmRaMasPerYear()).isCloseTo(pmRa, within(1e-5));
    assertThat(moved.pmDecMasPerYear()).isCloseTo(pmDec, within(1e-5));
    assertThat(moved.radialVelocityKmPerS()).isCloseTo(rv, within(1e-6));
  }
}
