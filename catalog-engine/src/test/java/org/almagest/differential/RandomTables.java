package org.almagest.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Small tables with what makes engines differ: NULLs, extremes, signs, blanks, poles, RA 0. */
final class RandomTables {
  private final Random random;

  /**
   * A table.
   *
   * @param columns names and SQL types
   * @param rows SQL literals
   */
  record Data(String name, List<String[]> columns, List<List<String>> rows) {}

  RandomTables(long seed) {
    this.random = new Random(seed);
  }

  List<Data> next() {
    return List.of(objects(), sources(), targets());
  }

  private Data objects() {
    List<List<String>> rows = new ArrayList<>();
    for (int id = 1; id <= 40; id++) {
      rows.add(
          List.of(
              id == 40 ? "9223372036854775807" : Integer.toString(id),
              rarelyNull(lon()),
              rarelyNull(lat()),
              rarelyNull(quarter()),
              rarelyNull(quarter()),
              rarelyNull(integer()),
              rarelyNull(one("'g'", "'r'", "'G'", "''", "'it''s'", "'a b'", "'12'", "'g '"))));
    }
    return new Data(
        "pt12_Object",
        columns(
            "objectId BIGINT, ra_PS DOUBLE, decl_PS DOUBLE, gFlux DOUBLE, extendedness REAL,"
                + " flags INTEGER, band VARCHAR"),
        rows);
  }

  private Data sources() {
    List<List<String>> rows = new ArrayList<>();
    for (int id = 1; id <= 50; id++) {
      rows.add(
          List.of(
              Integer.toString(100 + id),
              rarelyNull(Integer.toString(1 + random.nextInt(30))),
              lon(),
              lat(),
              rarelyNull(quarter()),
              rarelyNull(integer()),
              "NULL"));
    }
    return new Data(
        "pt12_Source",
        columns(
            "sourceId BIGINT, objectId BIGINT, ra DOUBLE, dec DOUBLE, psfFlux DOUBLE, visit"
                + " INTEGER, taiObs TIMESTAMP"),
        rows);
  }

  private Data targets() {
    List<List<String>> rows = new ArrayList<>();
    for (int id = 1; id <= 15; id++) {
      rows.add(
          List.of(
              Integer.toString(id),
              rarelyNull(one("'x'", "'Y'", "'g'")),
              lon(),
              lat(),
              rarelyNull(one("1", "-3", "32767", "-32768"))));
    }
    return new Data(
        "mydb_targets",
        columns("id INTEGER, name VARCHAR, ra DOUBLE, dec DOUBLE, rank SMALLINT"),
        rows);
  }

  static List<String[]> columns(String list) {
    return List.of(list.split(", ")).stream().map(column -> column.split(" ")).toList();
  }

  private String lon() {
    return one("0", "359.875", "10", "10.5", "180", number(random.nextInt(2880) / 8.0));
  }

  private String lat() {
    return one("90", "-90", "89.5", "5", "5.25", number(random.nextInt(1441) / 8.0 - 90));
  }

  private String quarter() {
    return one("0", "0.5", "-0.5", "2.5", "-2.5", number((random.nextInt(801) - 400) / 4.0));
  }

  private String integer() {
    return one("0", "7", "-7", "2147483647", "-2147483648", Integer.toString(random.nextInt(20)));
  }

  private static String number(double value) {
    return Double.toString(value);
  }

  private String rarelyNull(String literal) {
    return random.nextInt(7) == 0 ? "NULL" : literal;
  }

  private String one(String... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
