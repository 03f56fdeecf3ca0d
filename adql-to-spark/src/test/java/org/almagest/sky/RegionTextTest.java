package org.almagest.sky;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.almagest.sky.text.Dali;
import org.almagest.sky.text.RegionTextException;
import org.almagest.sky.text.Stcs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegionTextTest {

  @Test
  void readsAndWritesTheFormsOfDali() {
    assertThat(Dali.point(" 12.5  -3e1 ")).isEqualTo(new SkyPoint(12.5, -30));
    assertThat(Dali.circle("1 2 .5")).isEqualTo(new Cone(1, 2, 0.5));
    assertThat(Dali.polygon("10 10 10 20 20 20 20 10"))
        .isEqualTo(SphericalPolygon.of(10, 10, 10, 20, 20, 20, 20, 10));
    assertThat(Dali.format(new Cone(1, 2, 0.5))).isEqualTo("1.0 2.0 0.5");
    assertThat(Dali.format(Dali.polygon("10 10 10 20 20 20 20 10")))
        .isEqualTo("10.0 10.0 10.0 20.0 20.0 20.0 20.0 10.0");
    assertThat(Dali.array(new SkyPoint(1, 2))).containsExactly(1, 2);
    assertThat(Dali.point(new double[] {1, 2})).isEqualTo(new SkyPoint(1, 2));
    assertThat(Dali.circle(new double[] {1, 2, 3})).isEqualTo(new Cone(1, 2, 3));
    assertThatThrownBy(() -> Dali.circle(new double[] {1, 2})).hasMessageContaining("not 2");
  }

  @Test
  void writesWhatItReads() {
    RandomSky sky = new RandomSky(51);
    for (int n = 0; n < 1_000; n++) {
      SphericalPolygon polygon = SphericalPolygon.of(sky.star(10).polygon().daliLonLatDeg());
      assertThat(Dali.polygon(Dali.format(polygon))).isEqualTo(polygon);
      Region nested =
          new RegionUnion(
              List.of(polygon, new RegionComplement(new Cone(1, 2, 3)), new SkyPoint(4, 5)));
      assertThat(Stcs.parse(Stcs.format(nested))).isEqualTo(nested);
    }
    assertThat(Stcs.format(Stcs.parse("not (position 1 2)")))
        .isEqualTo("Not ICRS (Position 1.0 2.0)");
  }

  @Test
  void readsStcS() {
    assertThat(Stcs.parse("Position ICRS 1 2")).isEqualTo(new SkyPoint(1, 2));
    assertThat(Stcs.parse("circle 1 2 3")).isEqualTo(new Cone(1, 2, 3));
    assertThat(Stcs.parse("CIRCLE UNKNOWNFRAME GEOCENTER SPHERICAL2 1 2 3"))
        .isEqualTo(new Cone(1, 2, 3));
    assertThat(Stcs.parse("Box ICRS 1 2 3 4")).isEqualTo(SphericalPolygon.box(1, 2, 3, 4));
    assertThat(Stcs.parse("Polygon BARYCENTER 0 0 1 0 1 1"))
        .isEqualTo(SphericalPolygon.of(0, 0, 1, 0, 1, 1));
    assertThat(
            Stcs.parse(
                "Union ICRS (Position 1 2 Intersection (circle  1 2 3 box 1 2 3 4 circle 30 40"
                    + " 2))"))
        .isEqualTo(
            new RegionUnion(
                List.of(
                    new SkyPoint(1, 2),
                    new RegionIntersection(
                        List.of(
                            new Cone(1, 2, 3),
                            SphericalPolygon.box(1, 2, 3, 4),
                            new Cone(30, 40, 2))))));
    assertThat(Stcs.parse("AllSky ICRS").contains(1, -90)).isTrue();
  }

  /** The galactic centre is at 266.40500, -28.93617 in ICRS, the pole at 192.85948, 27.12825. */
  @Test
  void bringsGalacticCoordinatesToIcrs() {
    SkyPoint center = (SkyPoint) Stcs.parse("Position GALACTIC 0 0");
    assertThat(Separation.degrees(center.lonDeg(), center.latDeg(), 266.40500, -28.93617))
        .isLessThan(1e-5);
    Region both = Stcs.parse("Union galactic barycenter (Circle 0 90 1 Box ICRS 10 20 2 2)");
    assertThat(both.contains(192.85948, 27.12825)).isTrue();
    assertThat(both.contains(10, 20)).isTrue();
    assertThat(Stcs.parse("Circle FK5 10 20 1")).isEqualTo(new Cone(10, 20, 1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "circle ecliptic 1 2 3 | Frame [ecliptic] is not offered: give the coordinates in ICRS,"
            + " GALACTIC or FK4 | 8",
        "Circle ICRS 10 95 1 | The latitude [95] is not between -90 and 90 deg | 16",
        "Circle ICRS 10 20 181 | The radius [181] is not between 0 and 180 deg | 19",
        "Circle 10 20 | The radius is missing | 13",
        "Circle 10 20 x | [x] is not a number, but the radius belongs here | 14",
        "Circle 10 NaN 1 | [NaN] is not a number, but the latitude belongs here | 11",
        "Circle 10 1d 1 | [1d] is not a number, but the latitude belongs here | 11",
        "Circle 1e999 1 1 | The longitude [1e999] is too large | 8",
        "Circle 10 20 1 2 | [2] is left over after the region | 16",
        "Polygon 0 0 1 0 | A polygon needs 3 distinct vertices, but has 2 | 1",
        "Polygon 0 0 1 0 1 1 2 | The latitude is missing | 22",
        "Union (Circle 1 2 3 | A region such as 'Circle ICRS 10 20 0.5' is missing | 20",
        "Union Circle 1 2 3 | [(] belongs here, not [Circle] | 7",
        "Not (Circle 1 2 3 Circle 1 2 3) | Only 1 region belongs here | 19",
        "Not () | A region is missing | 6",
        "Ellipse ICRS 1 2 3 4 5 | [ELLIPSE] is not offered: write a Polygon | 1",
        "Circle CARTESIAN3 1 2 3 | [CARTESIAN3] coordinates are not offered: write SPHERICAL2 | 8"
      })
  void saysWhereAStringIsWrong(String text, String message, int position) {
    assertThatThrownBy(() -> Stcs.parse(text))
        .isInstanceOfSatisfying(
            RegionTextException.class, e -> assertThat(e.position()).isEqualTo(position))
        .hasMessageStartingWith(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "Blob 1 2", "Union", "((((", "1 2 3", "Circle ("})
  void refusesWhatIsNoRegion(String text) {
    assertThatThrownBy(() -> Stcs.parse(text)).isInstanceOf(RegionTextException.class);
  }

  @Test
  void refusesDeepNestingWithoutEndingTheStack() {
    assertThatThrownBy(() -> Stcs.parse("Not (".repeat(100_000)))
        .isInstanceOf(RegionTextException.class)
        .hasMessageContaining("more than 50 deep");
  }

  @Test
  void saysWhatIsTooMuchOrTooLittleForDali() {
    assertThatThrownBy(() -> Dali.point("1 2 3"))
        .hasMessage("[3] is one too many: a point is two numbers (character 5)");
    assertThatThrownBy(() -> Dali.polygon("0 0 1 1"))
        .hasMessage("A polygon needs three vertices, but has 2 (character 8)");
    assertThatThrownBy(() -> Dali.format(new RegionComplement(new Cone(1, 2, 3))))
        .hasMessageContaining("DALI writes points, circles and polygons");
  }
}
