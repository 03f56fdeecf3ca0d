package org.almagest.sky.match;

import java.util.Arrays;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.almagest.sky.healpix.Healpix;
import org.almagest.sky.match.MatchRule.Bound;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A partition against a partition, 1 arcsec, 44,000 objects per square degree in the order of the
 * sky; rows per second are twice the rows of a side over the time.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class SkyMatcherBenchmark {

  @Param({"120000", "1000000"})
  int rows;

  private Positions left;
  private Positions right;

  /** Seven of ten right positions lie 0.2 arcsec beside a left one. */
  @Setup
  public void generate() {
    SplittableRandom random = new SplittableRandom(42);
    Random gauss = new Random(7);
    double width = Math.sqrt(rows / 44_000.0);
    double[][] sky = new double[4][rows];
    for (int i = 0; i < rows; i++) {
      sky[0][i] = 45 + width * random.nextDouble();
      sky[1][i] = 5 + width * random.nextDouble();
      boolean near = i < rows / 10 * 7;
      sky[2][i] =
          near ? sky[0][i] + gauss.nextGaussian() * 0.2 / 3600 : 45 + width * random.nextDouble();
      sky[3][i] =
          near ? sky[1][i] + gauss.nextGaussian() * 0.2 / 3600 : 5 + width * random.nextDouble();
    }
    left = sorted(sky[0], sky[1]);
    right = sorted(sky[2], sky[3]);
  }

  private static Positions sorted(double[] ra, double[] dec) {
    Integer[] order = IntStream.range(0, ra.length).boxed().toArray(Integer[]::new);
    long[] pixels =
        IntStream.range(0, ra.length).mapToLong(i -> Healpix.cell(29, ra[i], dec[i])).toArray();
    Arrays.sort(order, (a, b) -> Long.compare(pixels[a], pixels[b]));
    return new Positions(
        Arrays.stream(order).mapToDouble(i -> ra[i]).toArray(),
        Arrays.stream(order).mapToDouble(i -> dec[i]).toArray(),
        ra.length);
  }

  /** All pairs. */
  @Benchmark
  public int all() {
    return new SkyMatcher(MatchRule.all(1 / 3600.0, Bound.STRICT)).match(left, right).size();
  }

  /** The nearest partner. */
  @Benchmark
  public int nearest() {
    return new SkyMatcher(MatchRule.nearest(1 / 3600.0, Bound.STRICT)).match(left, right).size();
  }
}
