package org.almagest.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WildcardPatternTest {
  private static final String[] LETTERS = {
    "a", "b", "A", "_", "%", "\\", ".", "\n", "\u00e9", "\ud835\udd04"
  };

  @Test
  void saysWhatAMatcherSaysThatTriesEverything() {
    SplittableRandom random = new SplittableRandom(17);
    int matches = 0;
    for (int i = 0; i < 200_000; i++) {
      String value = text(random, 9);
      String pattern = text(random, 7);
      boolean expected = tried(value.codePoints().toArray(), pattern.codePoints().toArray(), 0, 0);
      assertThat(WildcardPattern.of(pattern).matches(value))
          .as("[%s] LIKE [%s]", value, pattern)
          .isEqualTo(expected);
      matches += expected ? 1 : 0;
    }
    assertThat(matches).isGreaterThan(10_000);
  }

  @Test
  void doesNotTakeLongerWithEveryWildcard() {
    String value = "a".repeat(200_000);
    assertTimeout(
        Duration.ofSeconds(5),
        () -> {
          for (String piece : new String[] {"a%", "%aaaa", "_%", "a_%", "%aa%a_a"}) {
            assertThat(WildcardPattern.of(piece.repeat(1_000) + "b").matches(value)).isFalse();
            assertThat(WildcardPattern.inAnyCase(piece.repeat(1_000) + "B").matches(value))
                .isFalse();
            assertThat(WildcardPattern.of(piece.repeat(1_000) + "%").matches(value)).isTrue();
          }
          assertThat(WildcardPattern.of("%" + "a".repeat(50_000) + "b%").matches(value)).isFalse();
        });
  }

  @Test
  void letsCasePassOnlyWhereItIsAskedTo() {
    assertThat(WildcardPattern.inAnyCase("%\u00c9t_ ile%").matches("l'\u00e9t\u00e9 ILE")).isTrue();
    assertThat(WildcardPattern.of("A%").matches("abc")).isFalse();
  }

  private static String text(SplittableRandom random, int longest) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(longest + 1);
    for (int i = 0; i < length; i++) {
      boolean common = random.nextInt(3) > 0;
      text.append(LETTERS[common ? random.nextInt(2) * 4 : random.nextInt(LETTERS.length)]);
    }
    return text.toString();
  }

  private static boolean tried(int[] value, int[] pattern, int from, int at) {
    if (at == pattern.length) {
      return from == value.length;
    }
    if (pattern[at] == '%') {
      return tried(value, pattern, from, at + 1)
          || (from < value.length && tried(value, pattern, from + 1, at));
    }
    return from < value.length
        && (pattern[at] == '_' || pattern[at] == value[from])
        && tried(value, pattern, from + 1, at + 1);
  }
}
