import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.almagest.hats.HatsCollection;
import org.almagest.hats.Location;
import org.almagest.hats.match.MatchJob;
import org.almagest.hats.match.MatchPart;
import org.almagest.hats.match.MatchPlan;
import org.almagest.hats.match.MatchOutput;
import org.almagest.hats.match.PartMatch;
import org.almagest.hats.match.SideColumns;
import org.almagest.sky.match.MatchRule;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Generates the catalogs, or measures Almagest's match of them. */
final class MatchBench {
  private static final String PAYLOAD =
      IntStream.range(0, 10).mapToObj(i -> "p" + i).collect(Collectors.joining(","));

  private MatchBench() {}

  public static void main(String[] args) throws Exception {
    if (args[0].equals("generate")) {
      generate(Path.of(args[1]), Integer.parseInt(args[2]), args[3], Integer.parseInt(args[4]));
    } else {
      measure(Path.of(args[1]), Integer.parseInt(args[2]), Integer.parseInt(args[3]));
    }
  }

  private static void generate(Path folder, int rows, String codec, int order)
      throws IOException {
    CompressionCodecName written = CompressionCodecName.valueOf(codec.toUpperCase(Locale.ROOT));
    MatchSky[] pair = MatchSky.pair(rows);
    pair[0].write(folder.resolve("a"), "a", order, 10, written);
    pair[1].write(folder.resolve("b"), "b", order, 10, written);
  }

  private static void measure(Path data, int rows, int repeats) throws IOException {
    String left = data.resolve("a").toString();
    String right = data.resolve("b").toString();
    SparkSession spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.codegen.wholeStage", "true")
            .getOrCreate();
    spark.sparkContext().setLogLevel("ERROR");
    Path out = Files.createTempDirectory("match");
    Dataset<Row> ids = match(spark, left, right).option("leftColumns", "id").option("rightColumns", "id").load();
    Dataset<Row> payload =
        match(spark, left, right)
            .option("leftColumns", "id," + PAYLOAD)
            .option("rightColumns", "id," + PAYLOAD)
            .load();
    String list = out.resolve("list").toString();
    spark.read().format("hats").load(left).where("id % " + rows / 10_000 + " = 0")
        .select("id", "ra", "dec").coalesce(1).write().parquet(list);
    Dataset<Row> listed =
        match(spark, list, right).option("leftList", "true").option("leftRa", "ra")
            .option("leftDec", "dec").option("leftColumns", "id").option("rightColumns", "id").load();
    for (int repeat = 0; repeat < repeats; repeat++) {
      report("kernel only, 1 thread", rows, () -> direct(left, right));
      report("count, Spark", rows, ids::count);
      report("ids and separation to Parquet, columnar", rows, () -> write(ids, out, "columnar-parquet"));
      report("ids and separation to Parquet, Spark's writer", rows, () -> write(ids, out, "parquet"));
      report("10 columns of each side to Parquet, columnar", rows, () -> write(payload, out, "columnar-parquet"));
      report("a list of 10,000 positions, collected", rows / 2, () -> (long) listed.collectAsList().size());
      System.out.println(spark.read().parquet(out.resolve("t").toString()).count() + " rows written");
    }
    long pairs = ids.count();
    long matched = ids.select("id").distinct().count();
    System.out.printf(Locale.ROOT, "%d left rows with a match, %d pairs%n", matched, pairs);
    if (rows == 10_000_000 && (matched != 7_032_039 || pairs != 7_107_842)) {
      throw new IllegalStateException("There should be 7032039 left rows and 7107842 pairs");
    }
    System.out.printf(Locale.ROOT, "peak heap: %d MiB%n", peak() >> 20);
    delete(out);
    spark.stop();
  }

  private static long peak() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == java.lang.management.MemoryType.HEAP)
        .mapToLong(pool -> pool.getPeakUsage().getUsed())
        .sum();
  }

  private static DataFrameReader match(SparkSession spark, String left, String right) {
    return spark.read().format("hats-match").option("left", left).option("right", right)
        .option("radius", "1").option("unit", "arcsec").option("strict", "true");
  }

  private static long write(Dataset<Row> rows, Path out, String format) {
    rows.write().format(format).mode("overwrite").option("compression", "snappy")
        .save(out.resolve("t").toString());
    return -1;
  }

  private static long direct(String left, String right) {
    HatsCollection l = HatsCollection.open(Location.of(left));
    HatsCollection r = HatsCollection.open(Location.of(right));
    MatchJob job =
        new MatchJob(
            SideColumns.of(l.catalog()), SideColumns.of(r.catalog()),
            1 / 3600.0, 0, MatchRule.Bound.STRICT, MatchRule.ALL, MatchJob.Kept.MATCHED);
    long pairs = 0;
    try {
      for (MatchPart part : MatchPlan.parts(l.catalog(), r, 1 / 3600.0, MatchJob.Kept.MATCHED)) {
        try (PartMatch match = PartMatch.open(job, part, new MatchOutput(Set.of(), Set.of()))) {
          while (match.advance()) {
            pairs += match.rows();
          }
        }
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return pairs;
  }

  private static void report(String what, int rows, Supplier<Long> work) {
    double cpu = cpu();
    long start = System.nanoTime();
    long pairs = work.get();
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "%-50s %7.2f s  %6.2f core-s  %6.2f M rows/s%s%n",
        what, seconds, cpu() - cpu, 2.0 * rows / seconds / 1e6, pairs < 0 ? "" : "  " + pairs + " pairs");
  }

  private static double cpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime() / 1e9;
  }

  private static void delete(Path folder) throws IOException {
    List<Path> entries;
    try (Stream<Path> walk = Files.walk(folder)) {
      entries = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path entry : entries) {
      Files.delete(entry);
    }
  }
}
