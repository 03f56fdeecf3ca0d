package org.almagest.adql.lower;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.almagest.adql.error.AdqlException;
import org.junit.jupiter.api.Test;

class PlanningTimeTest {

  @Test
  void refusesWhatTakesLongerAndNothingElse() {
    assertThatThrownBy(() -> new PlanningTime(Duration.ofSeconds(-1)).check())
        .isInstanceOf(AdqlException.class)
        .hasMessageContaining("was not planned within");
    assertThatCode(() -> PlanningTime.begin().check()).doesNotThrowAnyException();
  }
}
