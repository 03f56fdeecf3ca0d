package org.almagest.differential;

import java.util.List;
import java.util.Random;

/**
 * Typed random expressions. Exact ones are the same in each engine's last bit; what is rounded is
 * made of those, since a step function of approximate numbers may fall on either side.
 */
final class RandomExpressions {
  private final Random random;

  RandomExpressions(Random random) {
    this.random = random;
  }

  String integer(Scope in, int depth) {
    if (depth == 0) {
      return random.nextInt(4) == 0 ? integerLiteral() : pick(in.integers());
    }
    String a = integer(in, depth - 1);
    String b = integer(in, depth - 1);
    return switch (random.nextInt(14)) {
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
      case 12 ->
          in.positions().isEmpty()
              ? a
              : "ABS(CONTAINS(POINT("
                  + pick(in.positions())
                  + "), CIRCLE(10, 5, "
                  + (1 + random.nextInt(90))
                  + ".03)))";
      default -> pick(in.integers());
    };
  }

  String exact(Scope in, int depth) {
    if (depth == 0) {
      return random.nextInt(4) == 0 ? one("0.5", "-2.25", "0.0", "4.0") : pick(in.doubles());
    }
    String a = exact(in, depth - 1);
    String b = exact(in, depth - 1);
    return switch (random.nextInt(11)) {
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
      default -> "MOD(" + a + ", " + one("2", "0.75", "-4", "0") + ")";
    };
  }

  String approximate(Scope in, int depth) {
    String a = depth == 0 ? exact(in, 1) : approximate(in, depth - 1);
    String b = exact(in, 1);
    return switch (random.nextInt(12)) {
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
      default ->
          in.positions().isEmpty()
              ? a
              : "DISTANCE(POINT(" + pick(in.positions()) + "), POINT(30, 40))";
    };
  }

  String text(Scope in, int depth) {
    if (depth == 0 || in.texts().isEmpty()) {
      return in.texts().isEmpty() || random.nextInt(3) == 0 ? textLiteral() : pick(in.texts());
    }
    String a = text(in, depth - 1);
    return switch (random.nextInt(9)) {
      case 0, 1 -> "(" + a + " || " + text(in, depth - 1) + ")";
      case 2 -> "UPPER(" + a + ")";
      case 3 -> "LOWER(" + a + ")";
      case 4 -> "COALESCE(" + a + ", " + textLiteral() + ")";
      case 5 -> "CAST(" + integer(in, depth - 1) + " AS VARCHAR)";
      case 6 -> "CAST(" + a + " AS VARCHAR(" + (1 + random.nextInt(3)) + "))";
      default -> pick(in.texts());
    };
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
    return switch (random.nextInt(10)) {
      case 0, 1 -> integer(in, inner) + comparison() + integer(in, inner);
      case 2 -> exact(in, inner) + comparison() + exact(in, inner);
      case 3 -> text(in, inner) + comparison() + text(in, inner);
      case 4 -> text(in, 1) + one(" LIKE ", " NOT LIKE ", " ILIKE ") + pattern();
      case 5 ->
          pick(List.of(integer(in, 1), exact(in, 1), text(in, 1)))
              + one(" IS NULL", " IS NOT NULL");
      case 6 -> integer(in, 1) + " BETWEEN " + integer(in, 0) + " AND " + integer(in, 0);
      case 7 -> integer(in, 1) + one(" IN ", " NOT IN ") + "(1, 7, -3, 2147483647)";
      case 8 -> text(in, 1) + one(" IN ", " NOT IN ") + "('g', '', 'it''s')";
      default ->
          in.positions().isEmpty()
              ? "1 = 1"
              : one("1 = ", "0 = ", "0 <> ")
                  + "CONTAINS(POINT("
                  + pick(in.positions())
                  + "), CIRCLE(355, 80, 40.03))";
    };
  }

  String aggregate(Scope in) {
    return switch (random.nextInt(9)) {
      case 0 -> "COUNT(*) AS n" + random.nextInt(1000);
      case 1 -> "COUNT(" + text(in, 1) + ")";
      case 2 -> "COUNT(DISTINCT " + integer(in, 1) + ")";
      case 3 -> "SUM(" + integer(in, 2) + ")";
      case 4 -> "SUM(" + exact(in, 1) + ")";
      case 5 -> "AVG(" + exact(in, 1) + ")";
      case 6 -> "MIN(" + exact(in, 2) + ")";
      case 7 -> "MAX(" + text(in, 1) + ")";
      default -> "MIN(" + integer(in, 1) + ") + COUNT(*)";
    };
  }

  private String comparison() {
    return one(" = ", " <> ", " < ", " <= ", " > ", " >= ");
  }

  private String pattern() {
    return one("'g%'", "'%t_s'", "'_'", "'%'", "''", "'a\\%'", "'%b'");
  }

  private String integerLiteral() {
    return one("1", "-7", "0", "1000", "2147483647", "12");
  }

  private String textLiteral() {
    return one("'g'", "'12'", "''", "' 7 '", "'a\\b'", "'it''s'", "'1.5'", "'-3'");
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
