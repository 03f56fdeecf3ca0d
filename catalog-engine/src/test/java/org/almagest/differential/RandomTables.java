package org.almagest.differential;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Small tables with what makes engines differ: NULLs, extremes, signs of zero, NaN, infinities,
 * subnormal numbers, blanks, letters beyond ASCII, poles, RA 0.
 */
final class RandomTables {
  private final Random random;

  /**
   * A table.
   *
   * @param columns names and SQL types
   * @param rows values of those types
   */
  record Data(String name, List<String[]> columns, List<List<@Nullable Object>> rows) {}

  RandomTables(long seed) {
    this.random = new Random(seed);
  }

  List<Data> next() {
    return List.of(objects(), sources(), targets());
  }

  private Data objects() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int id = 1; id <= 40; id++) {
      rows.add(
          Arrays.asList(
              id == 40
                  ? (Long) Long.MAX_VALUE
                  : id == 39 ? (Long) Long.MIN_VALUE : (Long) (long) id,
              rarelyNull(rarelyNaN(lon())),
              rarelyNull(rarelyNaN(lat())),
              rarelyNull(special(quarter())),
              rarelyNull((float) special(quarter())),
              rarelyNull(integer()),
              rarelyNull(text())));
    }
    return new Data(
        "pt12_Object",
        columns(
            "objectId BIGINT, ra_PS DOUBLE, decl_PS DOUBLE, gFlux DOUBLE, extendedness REAL,"
                + " flags INTEGER, band VARCHAR"),
        rows);
  }

  private Data sources() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int id = 1; id <= 50; id++) {
      rows.add(
          Arrays.asList(
              (Long) (100L + id),
              rarelyNull((Long) (1L + random.nextInt(30))),
              lon(),
              lat(),
              rarelyNull(random.nextInt(3) == 0 ? special(quarter()) : extreme()),
              rarelyNull(integer()),
              rarelyNull(time())));
    }
    return new Data(
        "pt12_Source",
        columns(
            "sourceId BIGINT, objectId BIGINT, ra DOUBLE, dec DOUBLE, psfFlux DOUBLE, visit"
                + " INTEGER, taiObs TIMESTAMP"),
        rows);
  }

  private Data targets() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int id = 1; id <= 15; id++) {
      rows.add(
          Arrays.asList(
              (Integer) id,
              rarelyNull(text()),
              rarelyNaN(lon()),
              lat(),
              rarelyNull(one((short) 1, (short) -3, Short.MAX_VALUE, Short.MIN_VALUE))));
    }
    return new Data(
        "mydb_targets",
        columns("id INTEGER, name VARCHAR, ra DOUBLE, dec DOUBLE, rank SMALLINT"),
        rows);
  }

  static List<String[]> columns(String list) {
    return List.of(list.split(", ")).stream().map(column -> column.split(" ")).toList();
  }

  private double lon() {
    return one(0.0, 359.875, 10.0, 10.5, 180.0, random.nextInt(2880) / 8.0);
  }

  private double lat() {
    return one(90.0, -90.0, 89.5, 5.0, 5.25, random.nextInt(1441) / 8.0 - 90);
  }

  private double quarter() {
    return one(0.0, 0.5, -0.5, 2.5, -2.5, (random.nextInt(801) - 400) / 4.0);
  }

  /** Any sum of those is the same in any order. */
  private double special(double number) {
    return random.nextInt(5) > 0
        ? number
        : one(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0);
  }

  private double rarelyNaN(double number) {
    return random.nextInt(12) == 0 ? Double.NaN : number;
  }

  private double extreme() {
    return one(
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        Double.MIN_VALUE,
        -Double.MIN_NORMAL,
        1e300,
        -1e-300,
        0x1p63,
        -0x1p63,
        0x1p62,
        0x1p53 + 2,
        2251799813685249.5,
        2147483647.5,
        -2147483648.5,
        32767.5,
        0.49999999999999994,
        1.0000001 * Float.MAX_VALUE,
        1e22);
  }

  private int integer() {
    return one(0, 7, -7, Integer.MAX_VALUE, Integer.MIN_VALUE, random.nextInt(20));
  }

  private String text() {
    return one(
        "g",
        "r",
        "G",
        "",
        "it's",
        "a b",
        "12",
        "g ",
        " g",
        "\u00e9",
        "\u00c9t\u00e9",
        "\u03a9",
        "\u65e5\u672c",
        "\ud835\udcb3y",
        "a\\b",
        "a\nb",
        "9223372036854775808",
        "1e400",
        "-0.0",
        "1e-400",
        "NaN",
        "2020-02-29",
        "2021-02-29T10:00:00",
        "10 20 3",
        "10 20",
        "x#G#y",
        "%_");
  }

  private LocalDateTime time() {
    return one(
        LocalDateTime.of(2026, 1, 31, 12, 0),
        LocalDateTime.of(2026, 1, 31, 12, 0, 0, 500_000_000),
        LocalDateTime.of(1858, 11, 17, 0, 0),
        LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_000),
        LocalDateTime.of(2024, 2, 29, 23, 59, 59, 1_000));
  }

  private @Nullable Object rarelyNull(Object value) {
    return random.nextInt(7) == 0 ? null : value;
  }

  @SafeVarargs
  private <T> T one(T... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
