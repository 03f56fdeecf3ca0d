package org.almagest.backend.spark;

import static org.assertj.core.api.Assertions.assertThat;

import org.almagest.adql.AdqlCompiler;
import org.almagest.adql.SampleCatalog;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.junit.jupiter.api.Test;

/** Which limits Spark is not told of. */
class FirstRowsTest {
  private static final AdqlCompiler COMPILER = SampleCatalog.compiler();

  private static RelNode plan(String adql) {
    return COMPILER.compile(adql).plan();
  }

  @Test
  void aLargeLimitIsForTheReader() {
    FirstRows rows = FirstRows.of(plan("SELECT TOP 100001 objectId FROM pt12.Object"));
    assertThat(rows.most()).isEqualTo(100_001);
    assertThat(RelOptUtil.toString(rows.plan())).doesNotContain("fetch");
  }

  @Test
  void theOrderOfALargeLimitIsForSpark() {
    FirstRows rows =
        FirstRows.of(plan("SELECT TOP 100001 objectId FROM pt12.Object ORDER BY gFlux + 1"));
    assertThat(rows.most()).isEqualTo(100_001);
    assertThat(RelOptUtil.toString(rows.plan())).doesNotContain("fetch").contains("sort0");
  }

  @Test
  void aSmallLimitStays() {
    RelNode plan = plan("SELECT TOP 100000 objectId FROM pt12.Object ORDER BY gFlux");
    assertThat(FirstRows.of(plan).most()).isEqualTo(Long.MAX_VALUE);
    assertThat(RelOptUtil.toString(FirstRows.of(plan).plan())).isEqualTo(RelOptUtil.toString(plan));
  }

  @Test
  void aLimitAfterAnOffsetStays() {
    RelNode plan = plan("SELECT TOP 200000 objectId FROM pt12.Object ORDER BY gFlux OFFSET 5");
    assertThat(FirstRows.of(plan).most()).isEqualTo(Long.MAX_VALUE);
  }
}
