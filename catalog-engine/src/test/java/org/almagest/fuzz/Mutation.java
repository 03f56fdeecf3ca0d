package org.almagest.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Changes queries at random, by tokens and by characters. */
final class Mutation {
  private static final Pattern TOKEN =
      Pattern.compile("[A-Za-z_][A-Za-z_0-9]*|[0-9.]+|'[^']*'|\"[^\"]*\"|\\s+|.", Pattern.DOTALL);
  private static final List<String> PIECES =
      List.of(
          "(",
          ")",
          ",",
          ".",
          "*",
          "+",
          "-",
          "/",
          "||",
          "=",
          "<>",
          "<",
          ">=",
          "'",
          "\"",
          "--",
          ";",
          " NULL ",
          " NOT ",
          " AND ",
          " OR ",
          " IN ",
          " LIKE ",
          " BETWEEN ",
          " IS NULL ",
          " EXISTS ",
          " SELECT ",
          " FROM ",
          " WHERE ",
          " GROUP BY ",
          " HAVING ",
          " ORDER BY ",
          " DESC ",
          " TOP 3 ",
          " OFFSET 2 ",
          " DISTINCT ",
          " ALL ",
          " UNION ",
          " EXCEPT ALL ",
          " INTERSECT ",
          " JOIN ",
          " NATURAL JOIN ",
          " LEFT JOIN ",
          " FULL OUTER JOIN ",
          " ON ",
          " USING (objectId) ",
          " AS x ",
          " WITH x AS ",
          " CAST(",
          " AS VARCHAR)",
          " AS TIMESTAMP)",
          " COUNT(*) ",
          " SUM(",
          " AVG(DISTINCT ",
          " MOD(",
          " ROUND(",
          " COALESCE(",
          " POINT(",
          " CIRCLE(",
          " DISTANCE(",
          " CONTAINS(",
          " 1=",
          " POLYGON(",
          " BOX(",
          " INTERSECTS(",
          " AREA(",
          " CENTROID(",
          " IN_UNIT(",
          " LOWER(",
          " '1' ",
          " 0 ",
          " -1 ",
          " 1e308 ",
          " 9223372036854775807 ",
          " 1.5 ",
          " pt12.Object ",
          " pt12.Source ",
          " mydb.targets ",
          " objectId ",
          " flags ",
          " gFlux ",
          " band ",
          " ra_PS ",
          " decl_PS ",
          " taiObs ",
          " name ",
          " rank ",
          " (SELECT flags FROM pt12.Object) ",
          "é",
          "\u0000",
          "\t");

  private static final List<List<String>> KINDS =
      List.of(
          List.of("objectId", "ra_PS", "decl_PS", "gFlux", "extendedness", "flags", "1", "2.5"),
          List.of("band", "'g'", "'%a_'", "''", "name", "NULL"),
          List.of("Object", "Source"),
          List.of("+", "-", "*", "/"),
          List.of("=", "<", ">", "<>", "<=", ">="),
          List.of("AND", "OR", "AND NOT", "OR NOT"),
          List.of("JOIN", "LEFT JOIN", "FULL JOIN", "RIGHT OUTER JOIN"),
          List.of("UNION", "EXCEPT", "INTERSECT", "UNION ALL", "EXCEPT ALL"),
          List.of("SUM", "AVG", "MIN", "MAX", "COUNT"),
          List.of(
              "SIN", "LOG", "SQRT", "ABS", "FLOOR", "CEILING", "EXP", "ACOS", "TRUNCATE", "ROUND"),
          List.of("MOD", "POWER", "ATAN2"),
          List.of("CONTAINS", "INTERSECTS"),
          List.of("0", "3", "10", "-5", "0.001", "89.999", "1e300", "9223372036854775807", "360"),
          List.of("ASC", "DESC"),
          List.of("DISTINCT", "ALL", "TOP 5", "DISTINCT TOP 2"),
          List.of(
              "INTEGER", "BIGINT", "REAL", "DOUBLE PRECISION", "VARCHAR", "TIMESTAMP", "CHAR(3)"),
          List.of("IN", "NOT IN"),
          List.of("LIKE", "NOT LIKE", "ILIKE"));

  private final Random random;
  private final List<String> seeds;

  Mutation(long seed, List<String> seeds) {
    this.random = new Random(seed);
    this.seeds = List.copyOf(seeds);
  }

  String next() {
    List<String> tokens = tokens(any(seeds));
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      if (random.nextInt(3) == 0) {
        change(tokens);
      } else {
        exchange(tokens);
      }
    }
    return String.join("", tokens);
  }

  /** Puts a word for a word, a number for a number: much of that stays ADQL. */
  private void exchange(List<String> tokens) {
    for (int tries = 0; tries < 20 && !tokens.isEmpty(); tries++) {
      int at = random.nextInt(tokens.size());
      for (List<String> kind : KINDS) {
        if (kind.contains(tokens.get(at))) {
          tokens.set(at, any(kind));
          return;
        }
      }
    }
  }

  private void change(List<String> tokens) {
    if (tokens.isEmpty()) {
      tokens.add("SELECT ");
    }
    int at = random.nextInt(tokens.size());
    switch (random.nextInt(9)) {
      case 0 -> tokens.remove(at);
      case 1 -> tokens.add(at, tokens.get(random.nextInt(tokens.size())));
      case 2, 3 -> tokens.add(at, any(PIECES));
      case 4 -> tokens.set(at, any(PIECES));
      case 5 -> tokens.set(at, tokens.set(random.nextInt(tokens.size()), tokens.get(at)));
      case 6 -> splice(tokens, at);
      case 7 -> tokens.set(at, characters(tokens.get(at)));
      default -> repeat(tokens, at);
    }
  }

  private void splice(List<String> tokens, int at) {
    List<String> other = tokens(any(seeds));
    if (!other.isEmpty()) {
      int from = random.nextInt(other.size());
      int to = Math.min(other.size(), from + 1 + random.nextInt(20));
      tokens.addAll(at, List.copyOf(other.subList(from, to)));
    }
  }

  private void repeat(List<String> tokens, int at) {
    int to = Math.min(tokens.size(), at + 1 + random.nextInt(10));
    List<String> run = List.copyOf(tokens.subList(at, to));
    int times = 1 + random.nextInt(30);
    for (int i = 0; i < times && tokens.size() < 3_000; i++) {
      tokens.addAll(at, run);
    }
  }

  private String characters(String token) {
    StringBuilder text = new StringBuilder(token);
    int at = random.nextInt(text.length() + 1);
    if (random.nextBoolean() || at == text.length()) {
      text.insert(at, (char) (32 + random.nextInt(96)));
    } else {
      text.deleteCharAt(at);
    }
    return text.toString();
  }

  private String any(List<String> texts) {
    return texts.get(random.nextInt(texts.size()));
  }

  private static List<String> tokens(String text) {
    List<String> tokens = new ArrayList<>();
    Matcher m = TOKEN.matcher(text);
    while (m.find()) {
      tokens.add(m.group());
    }
    return tokens;
  }
}
