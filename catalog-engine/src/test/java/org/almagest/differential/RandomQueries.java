package org.almagest.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Typed random queries over the sample tables; a seed gives the same ones again. */
final class RandomQueries {
  private final Random random;
  private final RandomExpressions of;

  RandomQueries(long seed) {
    this.random = new Random(seed);
    this.of = new RandomExpressions(random);
  }

  String next() {
    return switch (random.nextInt(12)) {
      case 0, 1 -> plain(Scope.OBJECT.as("o"), "pt12.Object AS o");
      case 2 -> plain(Scope.SOURCE.as("s"), "pt12.Source AS s");
      case 3 -> joined();
      case 4, 5 -> grouped();
      case 6 -> sets();
      case 7 -> nested();
      case 8 -> matched();
      case 9 -> geometries();
      case 10 -> chained();
      default -> correlated();
    };
  }

  private String plain(Scope scope, String table) {
    List<String> columns = columns(scope, 1 + random.nextInt(4));
    return select(columns, table + " WHERE " + of.predicate(scope, 3));
  }

  private String geometries() {
    Scope scope = Scope.SOURCE.as("s");
    List<String> columns = new ArrayList<>(columns(scope, 1));
    columns.add(of.geometry(scope) + " AS g0");
    columns.add(of.geometry(scope) + " AS g1");
    return "SELECT "
        + String.join(", ", columns)
        + " FROM pt12.Source AS s WHERE "
        + of.predicate(scope, 2);
  }

  /** Queries of a WITH that use one another, and set operations that bind differently. */
  private String chained() {
    Scope object = Scope.OBJECT.as("o");
    Scope source = Scope.SOURCE.as("s");
    Scope chain = new Scope(List.of("k"), List.of(), List.of("x"), List.of(), List.of(), List.of());
    String operator = pick("UNION ALL", "EXCEPT", "UNION", "INTERSECT");
    return "WITH a AS (SELECT "
        + of.integer(object, 2)
        + " AS k, "
        + of.exact(object, 1)
        + " AS x FROM pt12.Object AS o), b AS (SELECT "
        + of.integer(source, 1)
        + " AS k, "
        + of.exact(source, 2)
        + " AS x FROM pt12.Source AS s WHERE "
        + of.predicate(source, 1)
        + "), c AS (SELECT k, MAX(x) AS x FROM a GROUP BY k) "
        + pick(
            "SELECT k, x FROM a " + operator + " SELECT k, x FROM b UNION ALL SELECT k, x FROM c",
            "SELECT k, x FROM a " + operator + " SELECT k, x FROM b INTERSECT SELECT k, x FROM c",
            "(SELECT k, x FROM a ORDER BY 1, 2 OFFSET 3) " + operator + " SELECT k, x FROM b",
            "SELECT " + of.exact(chain, 2) + " AS y FROM c",
            "SELECT k, p.x, q.x FROM a AS p " + pick("", "LEFT ") + "JOIN c AS q USING (k)",
            "SELECT p.k, q.x FROM c AS p FULL JOIN b AS q ON p.x = q.x");
  }

  private String joined() {
    Scope scope = Scope.OBJECT.as("o").with(Scope.SOURCE.as("s"));
    String kind = pick("JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN", "LEFT OUTER JOIN");
    String extra = kind.equals("FULL JOIN") ? "" : " AND " + of.predicate(scope, 1);
    return select(
        columns(scope, 3),
        "pt12.Object AS o "
            + kind
            + " pt12.Source AS s ON o.objectId = s.objectId"
            + (random.nextBoolean() ? extra : "")
            + (random.nextBoolean() ? " WHERE " + of.predicate(scope, 2) : ""));
  }

  private String matched() {
    Scope scope = Scope.OBJECT.as("o").with(Scope.TARGETS.as("t"));
    // No two positions are that far apart to the last bit.
    String radius = pick("0.2", "1.03", "3.57", "8.06");
    String condition =
        pick(
            "DISTANCE(POINT(o.ra_PS, o.decl_PS), POINT(t.ra, t.dec)) < " + radius,
            "1 = CONTAINS(POINT(t.ra, t.dec), CIRCLE(o.ra_PS, o.decl_PS, " + radius + "))",
            "INTERSECTS(CIRCLE(t.ra, t.dec, 0.1), CIRCLE(o.ra_PS, o.decl_PS, 0.97)) = 1");
    return select(
        columns(scope, 2),
        "pt12.Object AS o "
            + pick("JOIN", "LEFT JOIN", "RIGHT JOIN")
            + " mydb.targets AS t ON "
            + condition);
  }

  private String grouped() {
    boolean objects = random.nextInt(3) > 0;
    Scope scope = objects ? Scope.OBJECT.as("o") : Scope.SOURCE.as("s");
    String table = objects ? "pt12.Object AS o" : "pt12.Source AS s";
    String key =
        switch (random.nextInt(4)) {
          case 0 -> of.exact(scope, 1);
          case 1 -> of.time(scope);
          case 2 -> of.text(scope, 1);
          default -> of.integer(scope, 1);
        };
    List<String> columns = new ArrayList<>(List.of(key + " AS k"));
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      columns.add(of.aggregate(scope));
    }
    String having = random.nextInt(3) == 0 ? having(scope) : "";
    String where = random.nextBoolean() ? " WHERE " + of.predicate(scope, 1) : "";
    return random.nextInt(4) == 0
        ? select(columns.subList(1, columns.size()), table + where)
        : select(columns, table + where + " GROUP BY " + key + having);
  }

  private String having(Scope scope) {
    return " HAVING "
        + pick(
            "COUNT(*) > " + random.nextInt(3),
            "MAX(" + of.exact(scope, 1) + ") > 0.5",
            "SUM("
                + of.integer(scope, 1)
                + ") IS NOT NULL OR MIN("
                + of.text(scope, 1)
                + ") < 'h'");
  }

  private String sets() {
    String operator =
        pick("UNION", "UNION ALL", "EXCEPT", "INTERSECT", "EXCEPT ALL", "INTERSECT ALL");
    Scope left = Scope.OBJECT.as("o");
    Scope right = Scope.SOURCE.as("s");
    return "SELECT "
        + of.integer(left, 1)
        + " AS a, "
        + of.exact(left, 1)
        + " AS b FROM pt12.Object AS o "
        + operator
        + " SELECT "
        + of.integer(right, 1)
        + " AS a, "
        + of.exact(right, 1)
        + " AS b FROM pt12.Source AS s";
  }

  private String nested() {
    Scope scope = Scope.OBJECT.as("o");
    String inner =
        "SELECT "
            + of.integer(scope, 2)
            + " AS i, "
            + of.exact(scope, 2)
            + " AS d, "
            + of.text(scope, 2)
            + " AS t FROM pt12.Object AS o WHERE "
            + of.predicate(scope, 1);
    Scope outer =
        new Scope(List.of("q.i"), List.of("q.d"), List.of(), List.of("q.t"), List.of(), List.of());
    List<String> columns = columns(outer, 3);
    return random.nextBoolean()
        ? select(columns, "(" + inner + ") AS q WHERE " + of.predicate(outer, 2))
        : "WITH q AS (" + inner + ") " + select(columns, "q");
  }

  private String correlated() {
    Scope scope = Scope.OBJECT.as("o");
    Scope inside = Scope.SOURCE.as("s");
    String condition =
        pick(
            "EXISTS (SELECT * FROM pt12.Source AS s WHERE s.objectId = o.objectId AND "
                + of.predicate(inside, 1)
                + ")",
            "o.objectId IN (SELECT s.objectId FROM pt12.Source AS s WHERE "
                + of.predicate(inside, 1)
                + ")",
            "o.flags NOT IN (SELECT s.visit FROM pt12.Source AS s WHERE s.visit IS NOT NULL)",
            "NOT EXISTS (SELECT * FROM pt12.Source AS s WHERE s.visit = o.flags)");
    return select(columns(scope, 2), "pt12.Object AS o WHERE " + condition);
  }

  /** At times the first rows in an order that leaves no two of them equal. */
  private String select(List<String> columns, String rest) {
    int form = random.nextInt(6);
    String list = String.join(", ", columns);
    if (form == 0) {
      return "SELECT DISTINCT " + list + " FROM " + rest;
    }
    if (form == 1) {
      StringBuilder order = new StringBuilder();
      for (int i = 1; i <= columns.size(); i++) {
        order.append(i == 1 ? "" : ", ").append(i).append(pick("", " ASC", " DESC"));
      }
      return "SELECT TOP "
          + (1 + random.nextInt(9))
          + " "
          + list
          + " FROM "
          + rest
          + " ORDER BY "
          + order
          + (random.nextBoolean() ? " OFFSET " + random.nextInt(4) : "");
    }
    return "SELECT " + list + " FROM " + rest;
  }

  private List<String> columns(Scope scope, int count) {
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String expression =
          switch (random.nextInt(4)) {
            case 0 -> of.integer(scope, 3);
            case 1 -> of.exact(scope, 3);
            case 2 -> of.text(scope, 3);
            default -> of.approximate(scope, 2);
          };
      columns.add(expression + " AS c" + i);
    }
    return columns;
  }

  private String pick(String... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
