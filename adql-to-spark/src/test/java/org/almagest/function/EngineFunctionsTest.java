package org.almagest.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class EngineFunctionsTest {

  private static Object call(String name, Object... arguments) {
    return EngineFunctions.all().stream()
        .filter(function -> function.name().equals(name))
        .findFirst()
        .orElseThrow()
        .call(arguments);
  }

  @Test
  void haveNamesOfTheirOwn() {
    List<String> names = EngineFunctions.all().stream().map(EngineFunction::name).toList();
    assertThat(new HashSet<>(names)).hasSameSizeAs(names);
  }

  @Test
  void giveNullForNullAndForWhatIsNoRegion() {
    assertThat(call("sky_in_region", null, 1.0, "10 20 3")).isNull();
    assertThat(call("sky_in_region", 1.0, 95.0, "10 20 3")).isNull();
    assertThat(call("sky_in_region", 1.0, 2.0, "no region")).isNull();
    assertThat(call("sky_circle", 1.0, 2.0, -3.0)).isNull();
    assertThat(call("sky_polygon", "1 2 3 4")).isNull();
    assertThat(call("sky_lon", "10 20 3")).isNull();
  }

  @Test
  void tellTheFormsOfDaliAndStcsApart() {
    assertThat(call("sky_in_region", 10.0, 20.0, "10 20 0.1")).isEqualTo(true);
    assertThat(call("sky_in_region", 10.0, 20.5, "Circle ICRS 10 20 0.1")).isEqualTo(false);
    assertThat(call("sky_in_region", 10.0, 20.0, "9 19 11 19 11 21 9 21")).isEqualTo(true);
    assertThat(call("sky_contains", "10 20", "10 20 1")).isEqualTo(true);
    assertThat(call("sky_intersects", "10 20 1", "11.5 20 1")).isEqualTo(true);
    assertThat(call("sky_intersects", "10 20 1", "13 20 1")).isEqualTo(false);
  }

  @Test
  void takeWholeNumbersOfAnyWidth() {
    assertThat(call("ivo_healpix_center", 0L, 4)).isEqualTo("0.0 0.0");
    assertThat(call("ivo_healpix_center", 0, 12L)).isNull();
    assertThat(call("ivo_healpix_index", 30, 1.0, 2.0)).isNull();
  }

  @Test
  void findWordsAndItemsInAnyCase() {
    assertThat(call("ivo_hasword", "The Crab nebula", "crab NEBULA")).isEqualTo(1);
    assertThat(call("ivo_hasword", "Crabs", "crab")).isEqualTo(0);
    assertThat(call("ivo_hashlist_has", "a#B b#c", "b B")).isEqualTo(1);
    assertThat(call("ivo_hashlist_has", "a#Bb#c", "b")).isEqualTo(0);
    assertThat(call("ivo_nocasematch", "M 31 (a.b)", "m __ (A.B)")).isEqualTo(1);
    assertThat(call("ivo_nocasematch", "axb", "a.b")).isEqualTo(0);
  }
}
