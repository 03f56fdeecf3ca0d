package org.almagest.differential;

import java.util.List;
import java.util.Random;
import java.util.function.Function;

/** Random geometries, conditions on them, and what is taken out of them. */
final class RandomGeometry {
  private final Random random;
  private final Function<Scope, String> number;

  /**
   * @param number a random expression, the same in each engine's last bit
   */
  RandomGeometry(Random random, Function<Scope, String> number) {
    this.random = random;
    this.number = number;
  }

  String point(Scope in) {
    return switch (random.nextInt(6)) {
      case 0 -> "POINT(" + number.apply(in) + ", " + number.apply(in) + ")";
      case 1 -> "CENTROID(" + area(in) + ")";
      case 2 -> "ivo_healpix_center(" + random.nextInt(6) + ", " + random.nextInt(900) + ")";
      case 3 -> "POINT(" + lon() + ", " + lat() + ")";
      default -> "POINT(" + position(in) + ")";
    };
  }

  /** Sizes leave no position of the tables on an edge. */
  String area(Scope in) {
    return switch (random.nextInt(9)) {
      case 0 -> "CIRCLE(" + position(in) + ", " + size() + ")";
      case 1 -> "CIRCLE(" + lon() + ", " + lat() + ", " + size() + ")";
      case 2 -> "BOX(" + position(in) + ", " + size() + ", " + size() + ")";
      case 3 -> "BOX(" + lon() + ", " + lat() + ", " + size() + ", " + size() + ")";
      case 4 -> polygon();
      case 5 ->
          "POLYGON("
              + position(in)
              + ", "
              + lon()
              + ", "
              + lat()
              + ", "
              + lon()
              + ", "
              + lat()
              + ")";
      case 6 -> "ivo_geom_transform('ICRS', 'GALACTIC', " + polygon() + ")";
      case 7 -> "CIRCLE(" + point(in) + ", " + number.apply(in) + ")";
      default -> region();
    };
  }

  String condition(Scope in) {
    String test =
        switch (random.nextInt(5)) {
          case 0 -> "INTERSECTS(" + area(in) + ", " + area(in) + ")";
          case 1 -> "CONTAINS(" + area(in) + ", " + area(in) + ")";
          case 2 -> "INTERSECTS(" + point(in) + ", " + area(in) + ")";
          default -> "CONTAINS(" + point(in) + ", " + area(in) + ")";
        };
    return one("1 = ", "0 = ", "0 <> ") + test;
  }

  /** A number; PostgreSQL may differ in the last digits of it, as it has a formula of its own. */
  String value(Scope in) {
    return switch (random.nextInt(8)) {
      case 0 -> "AREA(" + area(in) + ")";
      case 1 -> "AREA(" + point(in) + ")";
      case 2 -> "COORD1(" + point(in) + ")";
      case 3 -> "COORD2(" + point(in) + ")";
      case 4 -> "DISTANCE(" + point(in) + ", " + point(in) + ")";
      case 5 -> "DISTANCE(" + position(in) + ", " + lon() + ", " + lat() + ")";
      default -> "DISTANCE(POINT(" + position(in) + "), POINT(30, 40))";
    };
  }

  /** A geometry as a value. */
  String geometry(Scope in) {
    return switch (random.nextInt(4)) {
      case 0 -> point(in);
      case 1 -> "ivo_epoch_prop_pos(" + position(in) + ", 10, 100.5, -300, NULL, 2000, 2016)";
      default -> area(in);
    };
  }

  private String polygon() {
    StringBuilder polygon = new StringBuilder("POLYGON(");
    int vertices = 3 + random.nextInt(3);
    double lon = random.nextInt(360);
    double lat = random.nextInt(120) - 60;
    double turn = random.nextBoolean() ? 1 : -1;
    for (int i = 0; i < vertices; i++) {
      double angle = turn * 2 * Math.PI * i / vertices;
      polygon
          .append(i == 0 ? "" : ", ")
          .append(Math.round(1e3 * (lon + 17.013 * Math.cos(angle))) / 1e3)
          .append(", ")
          .append(Math.round(1e3 * (lat + 23.017 * Math.sin(angle))) / 1e3);
    }
    return polygon + ")";
  }

  private String region() {
    return "REGION('"
        + one(
            "Circle ICRS 10.1 5.2 30.3",
            "Polygon ICRS 350.1 -5.2 20.3 -5.2 20.3 40.1 350.1 40.1",
            "Union ICRS (Circle 10.1 5.2 30.3 Circle 180.7 -80.1 20.2)",
            "Intersection ICRS (Circle 10.1 5.2 30.3 Circle 20.7 10.1 30.2)",
            "Not ICRS (Circle 10.1 5.2 30.3)",
            "Box ICRS 180.1 5.2 60.3 40.7")
        + "')";
  }

  private String position(Scope in) {
    List<String> positions = in.positions();
    return positions.isEmpty()
        ? lon() + ", " + lat()
        : positions.get(random.nextInt(positions.size()));
  }

  private String size() {
    return one("0.011", "1.03", "9.07", "35.3", "88.9", "123.03");
  }

  private String lon() {
    return one("0.1", "359.9", "123.4", "10.03");
  }

  private String lat() {
    return one("0.2", "89.9", "-89.9", "45.7", "-33.3");
  }

  private String one(String... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
