package org.almagest.hats.write.sort;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SortedKeysTest {

  /** Shapes of keys, each made from a random number. */
  static List<LongUnaryOperator> shapes() {
    return List.of(
        random -> random,
        random -> random >>> 6,
        random -> random & 0xff,
        random -> random & 0xff00000000000L,
        random -> (random & 3) << 50 | random >>> 30,
        random -> (random & 7) == 0 ? Long.MAX_VALUE : random & 0xfffff,
        random -> (random & 7) == 0 ? Long.MIN_VALUE : random,
        random -> 5);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void keysAscendAndEqualOnesKeepTheirOrder(LongUnaryOperator shape) {
    SplittableRandom random = new SplittableRandom(11);
    for (int count : new int[] {0, 1, 2, 25, 5000, 40_000}) {
      long[] keys = new long[count + 3];
      for (int row = 0; row < count; row++) {
        keys[row] = shape.applyAsLong(random.nextLong());
      }

      SortedKeys sorted = SortedKeys.of(keys, count);

      int[] expected =
          IntStream.range(0, count)
              .boxed()
              .sorted(Comparator.comparingLong(row -> keys[row]))
              .mapToInt(Integer::intValue)
              .toArray();
      assertThat(sorted.rows()).isEqualTo(expected);
      assertThat(sorted.keys()).isEqualTo(IntStream.of(expected).mapToLong(r -> keys[r]).toArray());
    }
  }
}
