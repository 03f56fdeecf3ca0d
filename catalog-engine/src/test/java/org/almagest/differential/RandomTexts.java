package org.almagest.differential;

import java.util.List;
import java.util.Random;

/** Random literals and patterns of texts. */
final class RandomTexts {
  private static final List<String> LITERALS =
      List.of(
          "'g'",
          "'12'",
          "''",
          "' 7 '",
          "'a\\b'",
          "'it''s'",
          "'1.5'",
          "'-3'",
          "'\u00e9'",
          "'\u03a9 '",
          "'\ud835\udcb3'",
          "'1e400'",
          "'2024-02-29T12:00:00'",
          "'+0'",
          "'%'");
  private static final List<String> PATTERNS =
      List.of(
          "'g%'",
          "'%t_s'",
          "'_'",
          "'%'",
          "''",
          "'a\\%'",
          "'%b'",
          "'_y'",
          "'%\u00e9'",
          "'__'",
          "'\u00c9%'",
          "'\u65e5_'",
          "'\\%\\_'");

  private final Random random;

  RandomTexts(Random random) {
    this.random = random;
  }

  String literal() {
    return LITERALS.get(random.nextInt(LITERALS.size()));
  }

  String pattern() {
    return PATTERNS.get(random.nextInt(PATTERNS.size()));
  }
}
