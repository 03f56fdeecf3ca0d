package org.almagest.hats;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.almagest.adql.conformance.ComparesWithOthers;
import org.almagest.adql.conformance.OthersData;
import org.almagest.sky.healpix.Healpix;
import org.almagest.sky.healpix.HealpixCell;
import org.almagest.sky.moc.Moc;
import org.almagest.sky.moc.MocBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cells and rings of {@code sky} against what LSDB and hats-import stored. */
class HealpixConformanceTest {

  private final Path lsdb = OthersData.root().resolve("lsdb");

  @ComparesWithOthers("lsdb")
  @ParameterizedTest
  @CsvSource({
    "small_sky_source, 17161",
    "small_sky_source_margin, 1717",
    "small_sky_xmatch, 111",
    "small_sky_xmatch_margin, 39",
    "small_sky_npix_as_dir, 131",
    "small_sky_order1_collection/small_sky_order1, 131",
    "small_sky_order1_collection/small_sky_order1_margin_1deg, 23",
    "small_sky_order1_collection/small_sky_order1_margin_2deg, 47",
    "small_sky_order1_nested_sources/catalog, 131",
    "small_sky_order1_nested_sources/small_sky_order1_nested_sources_margin, 47"
  })
  void storedPixelsAreThoseOfTheStoredPositions(String name, int count) throws SQLException {
    List<Row> rows = rows(name);
    assertThat(rows).hasSize(count);
    for (Row row : rows) {
      assertThat(Healpix.cell(29, row.ra, row.dec)).isEqualTo(row.pixel);
    }
  }

  @ComparesWithOthers("lsdb")
  @ParameterizedTest
  @CsvSource({
    "small_sky_source, small_sky_source_margin, 8",
    "small_sky_xmatch, small_sky_xmatch_margin, 4",
    "small_sky_order1_collection/small_sky_order1,"
        + " small_sky_order1_collection/small_sky_order1_margin_1deg, 5",
    "small_sky_order1_collection/small_sky_order1,"
        + " small_sky_order1_collection/small_sky_order1_margin_2deg, 4",
    "small_sky_order1_nested_sources/catalog,"
        + " small_sky_order1_nested_sources/small_sky_order1_nested_sources_margin, 4"
  })
  void storedMarginsAreTheRowsInTheRingAroundEachPartition(String name, String margin, int order)
      throws SQLException {
    double thresholdArcsec =
        Double.parseDouble(properties(margin).value("hats_margin_threshold").orElseThrow());
    assertThat(Healpix.deepestOrderAround(thresholdArcsec / 3600)).isEqualTo(order);

    SortedMap<String, List<String>> expected = new TreeMap<>();
    List<Row> rows = rows(name);
    for (HealpixCell target : targets(rows)) {
      long[] ring = Healpix.externalEdges(target.order(), target.cell(), order - target.order());
      for (Row row : rows) {
        if (Arrays.binarySearch(ring, row.pixel >>> (2 * (29 - order))) >= 0) {
          expected.computeIfAbsent(target.toString(), key -> new ArrayList<>()).add(row.text());
        }
      }
    }
    SortedMap<String, List<String>> stored = new TreeMap<>();
    for (Row row : rows(margin)) {
      stored.computeIfAbsent(row.partition, key -> new ArrayList<>()).add(row.text());
    }
    expected.values().forEach(list -> list.sort(null));
    stored.values().forEach(list -> list.sort(null));
    assertThat(stored).isEqualTo(expected);
  }

  /** The partitions, and the largest cells of the sky between them. */
  private static List<HealpixCell> targets(List<Row> rows) {
    MocBuilder builder = Moc.builder(Healpix.MAX_ORDER);
    List<HealpixCell> targets = new ArrayList<>();
    for (String partition : rows.stream().map(Row::partition).distinct().toList()) {
      String[] parts = partition.split("/");
      HealpixCell cell = new HealpixCell(Integer.parseInt(parts[0]), Long.parseLong(parts[1]));
      targets.add(cell);
      builder.add(cell);
    }
    targets.addAll(builder.build().complement().cells());
    return targets;
  }

  private HatsProperties properties(String name) {
    return HatsProperties.read(lsdb.resolve(name));
  }

  private List<Row> rows(String name) throws SQLException {
    HatsProperties properties = properties(name);
    String sql =
        """
        SELECT "%s", "%s", "%s",
          regexp_extract(filename, 'Norder=(\\d+)', 1) || '/'
            || regexp_extract(filename, 'Npix=(\\d+)', 1)
        FROM read_parquet('%s/dataset/Norder=*/**/*.parquet',
          filename = true, hive_partitioning = false)
        """
            .formatted(
                properties.raColumn().orElseThrow(),
                properties.decColumn().orElseThrow(),
                properties.healpixColumn().orElseThrow(),
                lsdb.resolve(name));
    List<Row> rows = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        rows.add(
            new Row(
                result.getDouble(1), result.getDouble(2), result.getLong(3), result.getString(4)));
      }
    }
    return rows;
  }

  /**
   * A stored row.
   *
   * @param partition the order and number of its file
   */
  private record Row(double ra, double dec, long pixel, String partition) {
    String text() {
      return pixel + " " + ra + " " + dec;
    }
  }
}
