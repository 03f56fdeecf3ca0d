package org.almagest.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.almagest.adql.AdqlCompiler;
import org.almagest.adql.AdqlQuery;
import org.almagest.adql.SampleCatalog;
import org.almagest.sky.Separation;
import org.almagest.sky.healpix.Healpix;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Joins by cells against all pairs: around the poles, across RA 0, at the corners of base cells,
 * with duplicates and without positions.
 */
class CellJoinTest {
  private static final AdqlCompiler COMPILER = SampleCatalog.compiler();
  private static final List<double[]> LEFT = positions(1, 60);
  private static final List<double[]> RIGHT = positions(2, 45);

  private static Engines engines;

  @BeforeAll
  static void load() throws IOException, SQLException {
    engines = new Engines();
    engines.load(
        List.of(
            new RandomTables.Data(
                "pt12_Object",
                RandomTables.columns(
                    "objectId BIGINT, ra_PS DOUBLE, decl_PS DOUBLE, gFlux DOUBLE, extendedness"
                        + " REAL, flags INTEGER, band VARCHAR"),
                rows(LEFT, i -> (long) i, 4)),
            new RandomTables.Data(
                "mydb_targets",
                RandomTables.columns(
                    "id INTEGER, ra DOUBLE, dec DOUBLE, name VARCHAR, rank SMALLINT"),
                rows(RIGHT, i -> i, 2))));
  }

  @AfterAll
  static void close() throws IOException, SQLException {
    engines.close();
  }

  @ParameterizedTest
  @CsvSource({
    "INNER, 1e-9", "INNER, 0.0003", "INNER, 0.4", "INNER, 5", "INNER, 10", "INNER, 40", "LEFT, 0.4",
    "LEFT, 9.9", "RIGHT, 0.4", "RIGHT, 9.9", "FULL, 0.0003", "FULL, 0.4", "FULL, 9.9", "FULL, 25"
  })
  void findsThePairsThatAllPairsHave(String type, double radius) throws SQLException {
    AdqlQuery query =
        COMPILER.compile(
            "SELECT o.objectId, t.id FROM pt12.Object AS o "
                + type
                + " JOIN mydb.targets AS t ON DISTANCE(o.ra_PS, o.decl_PS, t.ra, t.dec) <= "
                + radius);
    List<String> expected = Engines.text(pairs(type, radius));
    assertThat(Engines.text(engines.duckDb(query))).isEqualTo(expected);
    assertThat(Engines.text(engines.spark(query))).isEqualTo(expected);
  }

  private static List<List<@Nullable Object>> pairs(String type, double radius) {
    List<List<@Nullable Object>> pairs = new ArrayList<>();
    boolean[] matched = new boolean[RIGHT.size()];
    for (int l = 0; l < LEFT.size(); l++) {
      boolean found = false;
      for (int r = 0; r < RIGHT.size(); r++) {
        double[] a = LEFT.get(l);
        double[] b = RIGHT.get(r);
        if (a.length > 0 && b.length > 0 && Separation.degrees(a[0], a[1], b[0], b[1]) <= radius) {
          pairs.add(row((long) l, (long) r));
          found = true;
          matched[r] = true;
        }
      }
      if (!found && (type.equals("LEFT") || type.equals("FULL"))) {
        pairs.add(row((long) l, null));
      }
    }
    for (int r = 0; r < matched.length; r++) {
      if (!matched[r] && (type.equals("RIGHT") || type.equals("FULL"))) {
        pairs.add(row(null, (long) r));
      }
    }
    return pairs;
  }

  private static List<@Nullable Object> row(@Nullable Long left, @Nullable Long right) {
    List<@Nullable Object> row = new ArrayList<>();
    row.add(left);
    row.add(right);
    return row;
  }

  /** Positions near the difficult places; an empty one has none. */
  private static List<double[]> positions(long seed, int count) {
    Random random = new Random(seed);
    List<double[]> places = new ArrayList<>();
    places.add(new double[] {0, 90});
    places.add(new double[] {200, -90});
    places.add(new double[] {0, 0});
    places.add(new double[] {360, 12});
    for (int base = 0; base < 12; base++) {
      for (double corner : new double[] {0, 1}) {
        places.add(Healpix.point(0, base, corner, corner));
        places.add(Healpix.point(0, base, corner, 1 - corner));
      }
    }
    List<double[]> positions = new ArrayList<>();
    positions.add(new double[0]);
    positions.add(new double[] {359.9999, 0.00005});
    positions.add(new double[] {359.9999, 0.00005});
    while (positions.size() < count) {
      double[] place = places.get(random.nextInt(places.size()));
      double step = Math.pow(10, -random.nextInt(6));
      double lat = place[1] + step * random.nextGaussian();
      positions.add(
          random.nextInt(4) == 0
              ? place
              : new double[] {
                (place[0] + step * random.nextGaussian() + 720) % 360,
                Math.max(-90, Math.min(90, lat))
              });
    }
    return positions;
  }

  private static List<List<@Nullable Object>> rows(
      List<double[]> positions, IntFunction<Object> id, int others) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < positions.size(); i++) {
      double[] position = positions.get(i);
      List<@Nullable Object> row = new ArrayList<>();
      row.add(id.apply(i));
      row.add(position.length == 0 ? null : (Double) position[0]);
      row.add(position.length == 0 ? null : (Double) position[1]);
      row.addAll(Collections.nCopies(others, null));
      rows.add(row);
    }
    return rows;
  }
}
