package org.almagest.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "deg, arcsec, 3600",
        "deg, mas, 3600000",
        "arcmin, deg, 0.016666666666666666",
        "mas, uas, 1000",
        "marcsec, mas, 1",
        "km/s, m/s, 1000",
        "m.s**-1, km.s**-1, 0.001",
        "km.s-1, cm/s, 100000",
        "erg, J, 1e-7",
        "erg/s/cm2/Hz, W.m**-2.Hz**-1, 0.001",
        "erg.s**-1.cm**-2.Angstrom**-1, W.m**-2.um**-1, 10",
        "Jy, W.m**-2.Hz**-1, 1e-26",
        "uJy, nJy, 1000",
        "yr, d, 365.25",
        "a, yr, 1",
        "Myr, s, 3.15576e13",
        "h, min, 60",
        "AU, m, 149597870700",
        "lyr, m, 9460730472580800",
        "Angstrom, nm, 0.1",
        "G, T, 1e-4",
        "10**-17erg, erg, 1e-17",
        "10**-17 erg.s**-1, erg/s, 1e-17",
        "0.1nm, Angstrom, 1",
        "%, \"\", 0.01",
        "1/s, Hz, 1",
        "sqrt(m**2), m, 1",
        "m**(1/2).m**(1/2), m, 1",
        "(km/s)**2, m2.s**-2, 1e6",
        "J/(m.s), W/m, 1",
        "m^2, cm^2, 10000",
        "m*s, m s, 1",
        "mag, mmag, 1000",
        "ct, count, 1",
        "ph, photon, 1",
        "KiB, bit, 8192",
        "byte, bit, 8",
        "lm, cd.sr, 1",
        "V, J/C, 1",
        "Ohm, V.A**-1, 1",
        "dam, m, 10",
        "'furlong'/s, 'furlong'/min, 60",
        "k'furlong', 'furlong', 1000",
        "log(m), log(m), 1",
        "mag/arcsec2, mag.arcsec**-2, 1"
      })
  void convertsExactly(String from, String to, double factor) {
    assertThat(Units.conversion(from, to)).isEqualTo(factor);
  }

  /**
   * Expected values: astropy 8.0.2 (format "vounit"), but for the debye, which it rounds (1e-21 C
   * m²/s over the speed of light), and the atomic mass unit (CODATA 2018 here, 2022 there).
   */
  @ParameterizedTest
  @CsvSource({
    "deg, rad, 0.017453292519943295",
    "mas/yr, deg/d, 7.605141075366948e-10",
    "rad/yr, mas/yr, 206264806.24709636",
    "sr, deg**2, 3282.806350011744",
    "pc, m, 3.0856775814913674e16",
    "solMass, kg, 1.988409870698051e30",
    "solLum, W, 3.828e26",
    "solRad, m, 6.957e8",
    "eV, J, 1.602176634e-19",
    "u, kg, 1.6605390666e-27",
    "barn, m2, 1e-28",
    "R, ph.m**-2.s**-1.sr**-1, 795774715.459477",
    "D, C.m, 3.3356409519815204e-30",
    "km/s/Mpc, 1/s, 3.2407792894443645e-20"
  })
  void convertsToRounding(String from, String to, double factor) {
    assertThat(Units.conversion(from, to) / factor).isCloseTo(1, within(2e-12));
    assertThat(Units.conversion(to, from) * factor).isCloseTo(1, within(2e-12));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "mag | Jy | mag cannot be converted to Jy: mag is logarithmic, so that no factor does it",
        "Jy | mag | Jy cannot be converted to mag: mag is logarithmic, so that no factor does it",
        "dB | W | dB cannot be converted to W: dB is logarithmic, so that no factor does it",
        "log(m) | m | log(m) cannot be converted to m: log(m) is logarithmic, so that no factor does it",
        "deg | m | deg cannot be converted to m: they measure different quantities",
        "ph | pix | ph cannot be converted to pix: they measure different quantities",
        "Hz | rad/s | Hz cannot be converted to rad/s: they measure different quantities",
        "\"\" | m | A number without unit cannot be converted to m: they measure different quantities"
      })
  void saysWhyItDoesNotConvert(String from, String to, String message) {
    assertThatThrownBy(() -> Units.conversion(from, to))
        .isInstanceOf(UnitException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "foo | Unknown unit [foo] | 1",
        "km/sec | Unknown unit [sec] | 4",
        "ANGSTROM | Unknown unit [ANGSTROM]: did you mean [Angstrom]? | 1",
        "JY | Unknown unit [JY]: did you mean [Jy]? | 1",
        "J/m.s | A product after [/] is ambiguous: write J/(m.s) | 4",
        "m/ | A unit is missing | 3",
        "/m | [/] stands where a unit belongs | 1",
        "(m | [)] is missing | 3",
        "m) | [)] does not belong to a unit | 2",
        "m** | A power is missing | 4",
        "m**(1/0) | A power cannot be divided by 0 | 7",
        "m**999 | The power 999 is too large | 4",
        "10**0.5m | The power of 10 must be whole | 5",
        "sin(m) | Unknown function [sin]: write sqrt, log, ln or exp | 1",
        "'x | The quote is not closed | 1",
        "kmin | Unknown unit [kmin] | 1",
        "0m | A unit cannot have the factor 0 | 1",
        "x'y' | [x] is no prefix | 1",
        "m.s. | A unit is missing | 5",
        "log(m).s | log(m) is logarithmic: it cannot be part of another unit (character 9) | 9"
      })
  void saysWhereATextIsNoUnit(String text, String message, int position) {
    assertThatThrownBy(() -> Unit.parse(text))
        .isInstanceOfSatisfying(
            UnitException.class, e -> assertThat(e.position()).as("%s", e).isEqualTo(position))
        .hasMessageStartingWith(message);
  }

  @Test
  void keepsItsTextAndComposesOthers() {
    Unit speed = Unit.parse(" km/s ");
    assertThat(speed.text()).isEqualTo("km/s");
    assertThat(speed.times(Unit.parse("s")).convertsTo(Unit.parse("m"))).isTrue();
    assertThat(speed.power(2).text()).isEqualTo("(km/s)**2");
    assertThat(Unit.parse("mas").dividedBy(Unit.parse("yr")).text()).isEqualTo("mas.yr**(-1)");
    assertThat(speed.power(2).power(0.5)).isEqualTo(speed).hasSameHashCodeAs(speed);
    assertThat(Unit.parse("")).isEqualTo(Unit.NONE);
    assertThat(Unit.parse("1").isDimensionless()).isTrue();
    assertThat(Unit.parse("m/km").isDimensionless()).isTrue();
    assertThat(speed.isDimensionless()).isFalse();
  }

  @Test
  void readsTheTextsThatItComposes() {
    SplittableRandom random = new SplittableRandom(1);
    String[] symbols = {"m", "km/s", "mas", "Jy", "erg/s/cm2", "10**3 K", "deg", "d"};
    for (int n = 0; n < 2_000; n++) {
      Unit unit = Unit.parse(symbols[random.nextInt(8)]);
      for (int step = 0; step < 3; step++) {
        Unit other = Unit.parse(symbols[random.nextInt(6)]);
        unit =
            switch (random.nextInt(4)) {
              case 0 -> unit.times(other);
              case 1 -> unit.dividedBy(other);
              case 2 -> unit.power(random.nextInt(-2, 3));
              default -> unit.power(0.5);
            };
      }
      assertThat(Unit.parse(unit.text()).factorTo(unit))
          .as(unit.text())
          .isCloseTo(1, within(1e-12));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"(((((((((", "m**-", "10**", "'", "''", "1.2.3", "e", "**", "m..s", "9e9e9m"})
  void refusesScraps(String text) {
    assertThatThrownBy(() -> Unit.parse(text)).isInstanceOf(UnitException.class);
  }

  @Test
  void throwsNothingElseOnRandomTexts() {
    SplittableRandom random = new SplittableRandom(2);
    String letters = "mkgsdegJy.*/()'^-+ 0123456789eE%\u00e9sqrt";
    int units = 0;
    for (int n = 0; n < 100_000; n++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(12); length > 0; length--) {
        text.append(letters.charAt(random.nextInt(letters.length())));
      }
      try {
        Unit.parse(text.toString());
        units++;
      } catch (UnitException e) {
        assertThat(e.position()).isBetween(0, text.length() + 1);
      }
    }
    assertThat(units).isGreaterThan(300);
    assertThatThrownBy(() -> Unit.parse("(".repeat(100_000))).isInstanceOf(UnitException.class);
  }
}
