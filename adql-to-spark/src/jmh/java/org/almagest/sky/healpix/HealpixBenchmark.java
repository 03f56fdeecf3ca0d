package org.almagest.sky.healpix;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.almagest.sky.Cone;
import org.almagest.sky.coverage.Coverage;
import org.almagest.sky.coverage.RegionCoverage;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What cells cost: one position, a ring, the cells of a cone. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class HealpixBenchmark {
  private static final int POSITIONS = 1 << 14;

  private final double[] raDeg = new double[POSITIONS];
  private final double[] decDeg = new double[POSITIONS];
  private final long[] cells = new long[POSITIONS];
  private final Cone cone = new Cone(123.4, 31.2, 0.1);

  /** Spreads positions evenly over the sphere. */
  public HealpixBenchmark() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < POSITIONS; i++) {
      raDeg[i] = random.nextDouble(360);
      decDeg[i] = Math.toDegrees(Math.asin(random.nextDouble(-1, 1)));
    }
  }

  /** Position by position. */
  @Benchmark
  @OperationsPerInvocation(POSITIONS)
  public long[] cell() {
    for (int i = 0; i < POSITIONS; i++) {
      cells[i] = Healpix.cell(29, raDeg[i], decDeg[i]);
    }
    return cells;
  }

  /** The ring of a margin: 4 * 2^7 cells. */
  @Benchmark
  public long[] externalEdges() {
    return Healpix.externalEdges(6, 12345, 7);
  }

  /** A cone of 0.1 degrees, exact to order 12. */
  @Benchmark
  public Coverage coneToOrder12() {
    return Coverage.of(cone, 12);
  }

  /** The same cone as a few widened ranges. */
  @Benchmark
  public Object coneToFewRanges() {
    return RegionCoverage.of(cone, 29);
  }
}
