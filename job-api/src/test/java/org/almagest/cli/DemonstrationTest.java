package org.almagest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DemonstrationTest {
  private final Installation installation = Installation.shared();

  @Test
  void showsEveryStepOfTheMainJobAndEnds() {
    Program.Outcome demonstration = installation.demonstration().succeeded();

    assertThat(demonstration.out())
        .contains("demo.object: 60,000 rows", "demo.source: 240,000 rows", "COMPLETED on SPARK")
        .containsPattern("mydb.demo_match holds [1-9][0-9,]+ rows")
        .containsPattern("\nr +[0-9]+ ")
        .doesNotContain("Go on from here");
    assertThat(demonstration.err()).isEmpty();
  }

  @Test
  void leavesAMyDbTableThatTheNextServiceReads() {
    assertThat(installation.rows("SELECT COUNT(*) FROM mydb.demo_match"))
        .singleElement()
        .satisfies(rows -> assertThat(Long.parseLong(rows)).isGreaterThan(20_000));
    assertThat(installation.scratchFolders())
        .as("of the demonstration nothing is left but what the service has opened")
        .hasSize(1);
  }
}
