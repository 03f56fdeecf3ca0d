package org.almagest.api.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.almagest.api.job.Lane;
import org.almagest.backend.BackendId;
import org.almagest.engine.Route;
import org.junit.jupiter.api.Test;

class QueryLaneTest {
  private final QueryLane lanes = new QueryLane(10_000_000);

  private static Route route(BackendId backend, long rows) {
    return new Route(backend, List.of(), rows, 1, 1, 1);
  }

  @Test
  void routeAndRowsDecideTheLane() {
    assertThat(lanes.of(route(BackendId.DUCKDB, 1000))).isEqualTo(Lane.SHORT);
    assertThat(lanes.of(route(BackendId.DUCKDB, 1_000_000_000))).isEqualTo(Lane.LONG);
    assertThat(lanes.of(route(BackendId.SPARK, 1000))).isEqualTo(Lane.LONG);
  }
}
