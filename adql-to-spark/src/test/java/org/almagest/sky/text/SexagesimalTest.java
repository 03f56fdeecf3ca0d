package org.almagest.sky.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SexagesimalTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"00:08:27.05", "00 08 27.05", " 0:8:27.05 ", "00h08m27.05s", "00h 08m 27.05s"})
  void readsARightAscensionInHours(String text) {
    assertThat(Sexagesimal.matches(text)).isTrue();
    assertThat(Sexagesimal.hoursToDegrees(text)).isCloseTo((8 * 60 + 27.05) / 240, within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-00:43:03.6", "-0 43 3.6", "-00d43m03.6s", "- 00 43 03.6"})
  void keepsTheSignOfMinusZeroDegrees(String text) {
    assertThat(Sexagesimal.degrees(text)).isCloseTo(-(43 * 60 + 3.6) / 3600, within(1e-12));
  }

  @Test
  void readsMinutesWithAFraction() {
    assertThat(Sexagesimal.degrees("+27:43.5")).isCloseTo(27.725, within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(strings = {"12.5", "", "abc", "1:2:3:4", "12:34:5x", "2021-03-04"})
  void isNotAnythingElse(String text) {
    assertThat(Sexagesimal.matches(text)).isFalse();
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(() -> Sexagesimal.degrees("95:00:00"))
        .isInstanceOf(NumberFormatException.class)
        .hasMessage("[95:00:00] is not between -90 and 90 degrees");
    assertThatThrownBy(() -> Sexagesimal.hoursToDegrees("12:61:00"))
        .hasMessage("[12:61:00] has 60 or more minutes or seconds");
    assertThatThrownBy(() -> Sexagesimal.hoursToDegrees("25:00:00"))
        .hasMessage("[25:00:00] is not between 0 and 24 hours");
    assertThatThrownBy(() -> Sexagesimal.degrees("north"))
        .hasMessage("[north] is not degrees, minutes and seconds such as +27:43:03.6");
  }
}
