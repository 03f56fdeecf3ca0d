package org.almagest.api.tap;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.almagest.api.TestService;
import org.junit.jupiter.api.Test;

/**
 * What a synchronous query costs without an engine: HTTP, the user's tables, the job's beginning
 * and end in the database, one row. bench/overhead/run prints it on a quiet machine; here it is a
 * guard against a mistake of an order of magnitude.
 */
class SyncOverheadTest {
  private static final int WARM_UP = 500;
  private static final int MEASURED = 500;
  private static final int BATCH = 50;
  private static final Duration GOAL = Duration.ofMillis(5);

  @Test
  void queryWithoutAnEngineTakesMilliseconds() throws Exception {
    long[] nanos = new long[MEASURED];
    try (TestService service = TestService.start(Map.of())) {
      HttpRequest query = service.request("/tap/sync?FORMAT=csv&QUERY=SELECT%20rows=1").build();
      for (int number = -WARM_UP; number < MEASURED; number++) {
        long begun = System.nanoTime();
        HttpResponse<String> answer = service.http().send(query, BodyHandlers.ofString());
        if (number >= 0) {
          nanos[number] = System.nanoTime() - begun;
        }
        assertThat(answer.statusCode()).isEqualTo(200);
      }
    }
    Duration quietest = quietestMedian(nanos);
    Arrays.sort(nanos);
    System.out.printf(
        Locale.ROOT,
        "sync query without the engine: p50 %.1f ms, p90 %.1f ms, p99 %.1f ms%n",
        nanos[MEASURED / 2] / 1e6,
        nanos[MEASURED * 9 / 10] / 1e6,
        nanos[MEASURED * 99 / 100] / 1e6);
    assertThat(quietest).isLessThanOrEqualTo(GOAL);
  }

  /** What other tests beside this one take from the machine only adds to it. */
  private static Duration quietestMedian(long[] nanos) {
    long least = Long.MAX_VALUE;
    for (int from = 0; from < nanos.length; from += BATCH) {
      long[] batch = Arrays.copyOfRange(nanos, from, from + BATCH);
      Arrays.sort(batch);
      least = Math.min(least, batch[BATCH / 2]);
    }
    return Duration.ofNanos(least);
  }
}
