package org.almagest.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Matches by the form, of tables of the demonstration. */
class MatchFormTest {
  private final Installation installation = Installation.shared();

  private static Map<String, String> form(String... more) {
    Map<String, String> form =
        new HashMap<>(Map.of("left", "demo.object", "right", "demo.source", "radius", "1"));
    for (int i = 0; i < more.length; i += 2) {
      form.put(more[i], more[i + 1]);
    }
    return form;
  }

  /** The client follows the answer to the job. */
  private String run(Map<String, String> form) {
    ServiceClient client = installation.client();
    HttpResponse<InputStream> job = client.post("/api/match", form);
    assertThat(job.uri().getPath()).startsWith("/tap/async/");
    String phase = job.uri().getPath() + "/phase";
    client.text(job);
    await()
        .atMost(Duration.ofMinutes(2))
        .until(
            () ->
                List.of("COMPLETED", "ERROR", "ABORTED").contains(client.text(client.get(phase))));
    assertThat(client.text(client.get(phase)))
        .as(() -> client.text(client.get(job.uri().getPath())))
        .isEqualTo("COMPLETED");
    return job.uri().getPath();
  }

  @Test
  void allPairsAreThoseOfTheJoin() {
    run(
        form(
            "left_columns", "objectId, ra",
            "right_columns", "sourceId,ra",
            "destination", "mydb.form_all",
            "runid", "all pairs"));
    assertThat(
            installation.rows(
                "SELECT COUNT(*), COUNT(ra), COUNT(ra_right) FROM mydb.form_all"
                    + " WHERE separation <= 1"))
        .isEqualTo(
            installation.rows(
                "SELECT COUNT(*), COUNT(o.ra), COUNT(s.ra) FROM demo.object AS o JOIN demo.source"
                    + " AS s ON DISTANCE(o.ra, o.dec, s.ra, s.dec) <= 1/3600.0"));
  }

  @Test
  void tablesThatWereIngestedAreMatchedByTheirPartitions() throws InterruptedException {
    for (String kind : List.of("JOIN", "LEFT JOIN", "FULL JOIN")) {
      assertThat(
              installation
                  .run(
                      "explain",
                      "SELECT o.objectId, s.detector FROM demo.object AS o "
                          + kind
                          + " demo.source AS s ON DISTANCE(o.ra, o.dec, s.ra, s.dec) < 0.0003")
                  .succeeded()
                  .out())
          .contains("hats-match")
          .doesNotContain("sky_cell");
    }
  }

  @Test
  void eachLeftRowHasItsNearest() {
    run(
        form(
            "mode", "nearest",
            "how", "left",
            "left_columns", "objectId",
            "destination", "mydb.form_nearest"));
    assertThat(installation.rows("SELECT COUNT(*) FROM mydb.form_nearest"))
        .isEqualTo(installation.rows("SELECT COUNT(*) FROM demo.object"));
    assertThat(
            installation.rows(
                "SELECT COUNT(*) FROM mydb.form_nearest AS n JOIN (SELECT o.objectId, 3600 *"
                    + " MIN(DISTANCE(o.ra, o.dec, s.ra, s.dec)) AS separation FROM demo.object AS"
                    + " o JOIN demo.source AS s ON DISTANCE(o.ra, o.dec, s.ra, s.dec) <= 1/3600.0"
                    + " GROUP BY o.objectId) AS m ON n.objectId = m.objectId AND"
                    + " ABS(n.separation - m.separation) < 1e-6"))
        .isEqualTo(installation.rows("SELECT COUNT(separation) FROM mydb.form_nearest"));
  }

  @Test
  void rowsWithoutAPartnerAndPairsThatAreNotTooClose() {
    run(
        form(
            "how", "anti",
            "strict", "true",
            "min_radius", "0.1",
            "left_columns", "objectId",
            "destination", "mydb.form_anti"));
    assertThat(installation.rows("SELECT objectId FROM mydb.form_anti ORDER BY objectId"))
        .isEqualTo(
            installation.rows(
                "SELECT o.objectId FROM demo.object AS o WHERE o.objectId NOT IN (SELECT p.objectId"
                    + " FROM demo.object AS p JOIN demo.source AS s ON DISTANCE(p.ra, p.dec, s.ra,"
                    + " s.dec) < 1/3600.0 AND DISTANCE(p.ra, p.dec, s.ra, s.dec) > 0.1/3600.0)"
                    + " ORDER BY o.objectId"));
  }

  @Test
  void positionsMoveToTheEpochOfTheMatch() {
    run(
        form(
            "epoch", "2116",
            "left_epoch", "2016",
            "left_pmra", "pmRa",
            "left_pmdec", "pmDec",
            "left_parallax", "parallax",
            "left_columns", "objectId",
            "right_columns", "sourceId",
            "destination", "mydb.form_moved"));
    String moved = "(ivo_epoch_prop_pos(o.ra, o.dec, parallax, pmRa, pmDec, NULL, 2016, 2116))";
    assertThat(
            installation.rows(
                "SELECT m.objectId, m.sourceId FROM mydb.form_moved AS m ORDER BY 1, 2"))
        .hasSizeGreaterThan(100)
        .isEqualTo(
            installation.rows(
                "SELECT o.objectId, s.sourceId FROM demo.object AS o JOIN demo.source AS s ON"
                    + " DISTANCE(ABS(COORD1"
                    + moved
                    + "), COORD2"
                    + moved
                    + ", s.ra, s.dec) <= 1/3600.0 ORDER BY 1, 2"));
  }

  @Test
  void theNearestGoWithoutAMinimumRadius() {
    HttpResponse<InputStream> answer =
        installation.client().post("/api/match", form("mode", "nearest", "min_radius", "0.5"));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(ServiceClient.body(answer)).contains("MODE=nearest goes with none of MIN_RADIUS");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "left|demo.nothing|LEFT: there is no table [demo.nothing]",
        "left|demo.object; DROP TABLE x|LEFT: there is no table [demo.object; DROP TABLE x]",
        "left_columns|objectId, x AS y|LEFT_COLUMNS: demo.object has no column [x AS y]",
        "radius|-1|RADIUS must be a number of arcseconds from 0 to 648000, not [-1]",
        "radius|NaN|RADIUS must be a number of arcseconds from 0 to 648000, not [NaN]",
        "radius|1)|RADIUS must be a number of arcseconds from 0 to 648000, not [1)]",
        "mode|closest|MODE must be all or nearest, not [closest]",
        "how|right|HOW must be inner, left or anti, not [right]",
        "min_radius|-2|MIN_RADIUS must be a number of arcseconds from 0 to 648000, not [-2]",
        "min_radius|1|MIN_RADIUS must be below RADIUS, not [1]",
        "strict|yes|STRICT must be true or false, not [yes]",
        "n|2|N goes with MODE=nearest: add that, or leave N out",
        "epoch|2000|EPOCH goes with LEFT_EPOCH or RIGHT_EPOCH: add one, or leave EPOCH out",
        "left_epoch|2016|There is no LEFT_PMRA: positions that move have EPOCH and, of their side,",
        "radios|2|A match has no parameter RADIOS; it has DESTINATION, DESTINATION_MODE,",
        "right|TAP_SCHEMA.tables|There is no RIGHT_RA, and TAP_SCHEMA.tables does not say which"
      })
  void aWrongParameterIsNamed(String name, String value, String message) {
    HttpResponse<InputStream> answer = installation.client().post("/api/match", form(name, value));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(ServiceClient.body(answer)).contains(message);
  }

  @Test
  void neighboursAreCounted() {
    HttpResponse<InputStream> answer =
        installation.client().post("/api/match", form("mode", "nearest", "n", "0"));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(ServiceClient.body(answer)).contains("N must be a whole number >= 1, not [0]");
  }
}
