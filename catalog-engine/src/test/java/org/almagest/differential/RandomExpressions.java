package org.almagest.differential;

import java.util.List;
import java.util.Random;

/**
 * Typed random expressions. Exact ones are the same in each engine's last bit; what is rounded is
 * made of those, since a step function of approximate numbers may fall on either side.
 */
final class RandomExpressions {
  private final Random random;
  private final RandomTexts texts;
  private final RandomGeometry geometry;

  RandomExpressions(Random random) {
    this.random = random;
    this.texts = new RandomTexts(random);
    this.geometry = new RandomGeometry(random, scope -> exact(scope, 1));
  }

  String integer(Scope in, int depth) {
    if (depth == 0) {
      return random.nextInt(4) == 0 ? integerLiteral() : pick(in.integers());
    }
    String a = integer(in, depth - 1);
    String b = integer(in, depth - 1);
    return switch (random.nextInt(16)) {
      case 0 -> "(" + a + " + " + b + ")";
      case 1 -> "(" + a + " - " + b + ")";
      case 2 -> "(" + a + " * " + b + ")";
      case 3 -> "(" + a + " / " + b + ")";
      case 4 -> "MOD(" + a + ", " + b + ")";
      case 5 -> "ABS(" + a + ")";
      case 6 -> "(-(" + a + "))";
      case 7 -> "COALESCE(" + a + ", " + b + ")";
      case 8 -> "CAST(" + exact(in, depth - 1) + " AS " + integerType() + ")";
      case 9 -> "CAST(" + a + " AS " + integerType() + ")";
      case 10 -> "CAST(" + text(in, depth - 1) + " AS " + integerType() + ")";
      case 11 -> "BIT_" + one("AND", "OR", "XOR") + "(" + a + ", " + b + ")";
      case 12 -> "BIT_NOT(" + a + ")";
      case 13 -> userFunction(in);
      case 14 -> "ABS(" + geometry.condition(in).replaceFirst("^. <?[=>]+ ", "") + ")";
      default -> pick(in.integers());
    };
  }

  private String userFunction(Scope in) {
    return switch (random.nextInt(5)) {
      case 0 -> "ivo_hasword(" + text(in, 1) + ", " + text(in, 0) + ")";
      case 1 -> "ivo_hashlist_has(" + text(in, 0) + ", " + text(in, 1) + ")";
      case 2 -> "ivo_nocasematch(" + text(in, 0) + ", " + texts.pattern() + ")";
      case 3 ->
          "ivo_interval_overlaps("
              + String.join(", ", exact(in, 0), exact(in, 0), exact(in, 0), exact(in, 0))
              + ")";
      default -> "ivo_healpix_index(" + random.nextInt(30) + ", " + geometry.point(in) + ")";
    };
  }

  String exact(Scope in, int depth) {
    if (depth == 0) {
      return random.nextInt(4) == 0 ? one("0.5", "-2.25", "0.0", "4.0") : pick(in.numbers());
    }
    String a = exact(in, depth - 1);
    String b = exact(in, depth - 1);
    return switch (random.nextInt(13)) {
      case 0 -> "(" + a + " + " + b + ")";
      case 1 -> "(" + a + " - " + b + ")";
      case 2 -> "(" + a + " * 0.5)";
      case 3 -> "FLOOR(" + a + ")";
      case 4 -> "CEILING(" + a + ")";
      case 5 -> "ROUND(" + a + ")";
      case 6 -> "TRUNCATE(" + a + ")";
      case 7 -> "ABS(" + a + ")";
      case 8 -> "COALESCE(" + a + ", " + b + ")";
      case 9 -> "CAST(CAST(" + integer(in, depth - 1) + " AS SMALLINT) AS DOUBLE PRECISION)";
      case 10 -> "CAST(" + a + " AS " + one("REAL", "DOUBLE PRECISION") + ")";
      case 11 -> "(-(" + a + "))";
      default -> "MOD(" + a + ", " + one("2", "0.75", "-4", "0") + ")";
    };
  }

  String approximate(Scope in, int depth) {
    String a = depth == 0 ? exact(in, 1) : approximate(in, depth - 1);
    String b = exact(in, 1);
    return switch (random.nextInt(19)) {
      case 0 -> "(" + a + " / " + b + ")";
      case 1 -> "SQRT(ABS(" + b + "))";
      case 2 -> "LOG(ABS(" + b + ") + 1)";
      case 3 -> "LOG10(" + b + ")";
      case 4 -> "SIN(" + b + ")";
      case 5 -> "ATAN2(" + b + ", 3)";
      case 6 -> "POWER(" + b + ", 2)";
      case 7 -> "RADIANS(" + b + ")";
      case 8 -> "ASIN(" + b + ")";
      case 9 -> "ROUND(" + b + ", " + one("1", "0", "-1", "2") + ")";
      case 10 -> "(" + a + " * " + integer(in, 0) + ")";
      case 11 -> one("COS(", "TAN(", "COT(", "ATAN(", "DEGREES(") + b + ")";
      case 12 -> "EXP(" + b + ")";
      case 13 -> "ACOS(" + b + ")";
      case 14 -> "CAST(" + text(in, 1) + " AS " + one("REAL", "DOUBLE PRECISION") + ")";
      case 15 -> "CAST(" + integer(in, 1) + " AS " + one("REAL", "DOUBLE PRECISION") + ")";
      case 16 -> "IN_UNIT(" + inDegrees(in) + ", '" + one("rad", "arcsec", "mas", "deg") + "')";
      case 17 -> "(" + a + " * " + b + ")";
      default -> geometry.value(in);
    };
  }

  private String inDegrees(Scope in) {
    return in.positions().isEmpty() ? "DEGREES(1.5)" : pick(in.positions()).split(", ")[0];
  }

  String text(Scope in, int depth) {
    if (depth == 0 || in.texts().isEmpty()) {
      return in.texts().isEmpty() || random.nextInt(3) == 0 ? texts.literal() : pick(in.texts());
    }
    String a = text(in, depth - 1);
    return switch (random.nextInt(13)) {
      case 0, 1 -> "(" + a + " || " + text(in, depth - 1) + ")";
      case 2 -> "UPPER(" + a + ")";
      case 3 -> "LOWER(" + a + ")";
      case 4 -> "COALESCE(" + a + ", " + texts.literal() + ")";
      case 5 -> "CAST(" + integer(in, depth - 1) + " AS VARCHAR)";
      case 6 -> "CAST(" + a + " AS VARCHAR(" + (1 + random.nextInt(3)) + "))";
      case 7 -> "CAST(" + exact(in, depth - 1) + " AS VARCHAR)";
      case 8 -> "CAST(" + a + " AS CHAR(" + (1 + random.nextInt(3)) + "))";
      case 9 -> "CAST(" + time(in) + " AS VARCHAR)";
      case 10 -> "COORDSYS(" + geometry.point(in) + ")";
      default -> pick(in.texts());
    };
  }

  String time(Scope in) {
    return in.times().isEmpty() || random.nextInt(3) == 0
        ? "CAST(" + notLiteral(in) + " AS TIMESTAMP)"
        : pick(in.times());
  }

  /** What is no time is refused when it is written out. */
  private String notLiteral(Scope in) {
    return in.texts().isEmpty() || random.nextBoolean()
        ? "'2024-02-29 12:00:00.5'"
        : pick(in.texts());
  }

  String geometry(Scope in) {
    return geometry.geometry(in);
  }

  String predicate(Scope in, int depth) {
    if (depth > 0 && random.nextInt(3) > 0) {
      String a = predicate(in, depth - 1);
      return switch (random.nextInt(3)) {
        case 0 -> "(" + a + " AND " + predicate(in, depth - 1) + ")";
        case 1 -> "(" + a + " OR " + predicate(in, depth - 1) + ")";
        default -> "NOT (" + a + ")";
      };
    }
    int inner = Math.min(depth, 2);
    return switch (random.nextInt(13)) {
      case 0, 1 -> integer(in, inner) + comparison() + integer(in, inner);
      case 2 -> exact(in, inner) + comparison() + exact(in, inner);
      case 3 -> text(in, inner) + comparison() + text(in, inner);
      case 4 -> text(in, 1) + one(" LIKE ", " NOT LIKE ", " ILIKE ") + texts.pattern();
      case 5 ->
          pick(List.of(integer(in, 1), exact(in, 1), text(in, 1)))
              + one(" IS NULL", " IS NOT NULL");
      case 6 -> integer(in, 1) + " BETWEEN " + integer(in, 0) + " AND " + integer(in, 0);
      case 7 -> integer(in, 1) + one(" IN ", " NOT IN ") + "(1, 7, -3, 2147483647)";
      case 8 -> text(in, 1) + one(" IN ", " NOT IN ") + "('g', '', 'it''s', '\u00e9', '12 ')";
      case 9 -> exact(in, 1) + one(" IN ", " NOT IN ") + "(0, 2.5, -0.5, 1e300)";
      case 10 -> time(in) + comparison() + time(in);
      case 11 -> integer(in, 1) + comparison() + exact(in, 1);
      default -> geometry.condition(in);
    };
  }

  String aggregate(Scope in) {
    String distinct = random.nextInt(4) == 0 ? "DISTINCT " : "";
    return switch (random.nextInt(13)) {
      case 0 -> "COUNT(*) AS n" + random.nextInt(1000);
      case 1 -> "COUNT(" + distinct + text(in, 1) + ")";
      case 2 -> "COUNT(DISTINCT " + integer(in, 1) + ")";
      case 3 -> "SUM(" + distinct + integer(in, 2) + ")";
      case 4 -> "SUM(" + distinct + exact(in.summable(), 1) + ")";
      case 5 -> "AVG(" + distinct + exact(in.summable(), 1) + ")";
      case 6 -> "MIN(" + exact(in, 2) + ")";
      case 7 -> "MAX(" + text(in, 1) + ")";
      case 8 -> "MAX(" + exact(in, 2) + ")";
      case 9 -> "AVG(CAST(" + integer(in, 1) + " AS SMALLINT))";
      case 10 -> "ivo_string_agg(" + text(in, 1) + ", ',')";
      case 11 -> "COUNT(DISTINCT " + exact(in, 1) + ")";
      default -> "MIN(" + integer(in, 1) + ") + COUNT(*)";
    };
  }

  private String comparison() {
    return one(" = ", " <> ", " < ", " <= ", " > ", " >= ");
  }

  private String integerLiteral() {
    return one("1", "-7", "0", "1000", "2147483647", "12", "-1", "9223372036854775807");
  }

  private String integerType() {
    return one("INTEGER", "BIGINT", "SMALLINT");
  }

  private String one(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private String pick(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
