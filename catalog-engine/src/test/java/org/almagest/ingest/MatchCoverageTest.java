package org.almagest.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.almagest.TestDatabase;
import org.almagest.catalog.DataDirectory;
import org.almagest.catalog.store.CatalogStore;
import org.almagest.hats.HatsCatalog;
import org.almagest.hats.HatsCollection;
import org.almagest.hats.PixelAlignment;
import org.almagest.hats.match.MatchJob.Kept;
import org.almagest.hats.match.MatchPart;
import org.almagest.hats.match.MatchPlan;
import org.almagest.ingest.file.FileOptions;
import org.almagest.ingest.task.IngestListener;
import org.almagest.sky.Separation;
import org.almagest.sky.moc.Moc;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Count maps leave out parts of a match where there are no rows, and never one that has pairs. */
class MatchCoverageTest {

  @TempDir static Path root;
  private static TestDatabase database;
  private static Ingest ingest;

  @BeforeAll
  static void start() {
    database = new TestDatabase();
    DataDirectory data = new DataDirectory(root.resolve("data"));
    ingest = new Ingest(data, new CatalogStore(database.dataSource(), data), Clock.systemUTC());
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  private static HatsCollection ingest(String table, double[][] positions) throws IOException {
    List<String> lines = new ArrayList<>(List.of("ra,dec"));
    for (double[] position : positions) {
      lines.add(String.format(Locale.ROOT, "%.6f,%.6f", position[0], position[1]));
    }
    Path file = Files.write(root.resolve(table + ".csv"), lines);
    return IngestedTables.collection(
        ingest
            .run(
                IngestRequest.of("maps", table, List.of(file))
                    .with(FileOptions.position("ra", "dec")),
                IngestListener.NONE)
            .table());
  }

  @Test
  void whereTheRightSideHasNoRowsThereIsNoPart() throws IOException {
    HatsCatalog left = ingest("fields", new double[][] {{30, 30}, {60, 30}}).catalog();
    HatsCollection right = ingest("others", new double[][] {{40, 32}, {50, 32}});
    assertThat(PixelAlignment.of(left.tree(), right.catalog().tree(), PixelAlignment.Kind.INNER))
        .as("partitions that lie over each other")
        .isNotEmpty();
    assertThat(MatchPlan.parts(left, right, 0.01, Kept.MATCHED)).isEmpty();
    assertThat(MatchPlan.parts(left, right, 11, Kept.MATCHED)).isNotEmpty();
    assertThat(MatchPlan.parts(left, right, 0.01, Kept.UNMATCHED)).isNotEmpty();
  }

  @Test
  void everyPairIsInAPart() throws IOException {
    SplittableRandom random = new SplittableRandom(3);
    for (int run = 0; run < 4; run++) {
      double[][] left = clumps(random);
      double[][] right = clumps(random);
      HatsCatalog catalog = ingest("left" + run, left).catalog();
      HatsCollection others = ingest("right" + run, right);
      for (double reach : new double[] {0.001, 0.3, 2}) {
        List<MatchPart> parts = MatchPlan.parts(catalog, others, reach, Kept.MATCHED);
        Moc covered = Moc.ofRanges(29, parts.stream().map(part -> part.pixel().range()).toList());
        for (double[] one : left) {
          for (double[] other : right) {
            if (Separation.degrees(one[0], one[1], other[0], other[1]) <= reach) {
              assertThat(covered.contains(one[0], one[1])).isTrue();
            }
          }
        }
      }
    }
  }

  private static double[][] clumps(SplittableRandom random) {
    double[][] positions = new double[300][];
    double ra = 0;
    double dec = 0;
    for (int row = 0; row < positions.length; row++) {
      if (row % 30 == 0) {
        ra = random.nextDouble(0, 60);
        dec = random.nextDouble(-25, 25);
      }
      positions[row] =
          new double[] {ra + random.nextDouble(0, 0.5), dec + random.nextDouble(0, 0.5)};
    }
    return positions;
  }
}
