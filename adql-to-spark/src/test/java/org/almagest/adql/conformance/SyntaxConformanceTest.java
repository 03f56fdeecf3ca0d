package org.almagest.adql.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.almagest.adql.AdqlSyntax;
import org.almagest.adql.error.AdqlException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** Every query of the IVOA's sets is judged by its text as it is marked. */
class SyntaxConformanceTest {

  @Test
  @ComparesWithOthers("adql")
  void judgesEveryQueryAsItIsMarked(TestReporter report) throws IOException {
    List<QuerySet.Query> queries = QuerySet.read(QuerySet.folder());
    List<String> wrong = new ArrayList<>();
    for (QuerySet.Query query : queries) {
      String verdict = verdict(query);
      if (verdict.isEmpty() != query.valid()) {
        wrong.add(query.name() + ": " + verdict + "\n" + query.adql());
      }
    }
    report.publishEntry(
        "judged as marked", (queries.size() - wrong.size()) + " of " + queries.size());
    assertThat(wrong).isEmpty();
  }

  private static String verdict(QuerySet.Query query) {
    try {
      new AdqlSyntax(query.functions()).check(query.adql());
      return "";
    } catch (AdqlException e) {
      return e.code() + ": " + e.describe();
    }
  }
}
