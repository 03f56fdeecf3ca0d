package org.almagest.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.almagest.adql.conformance.ComparesWithOthers;
import org.almagest.adql.conformance.OthersData;
import org.almagest.adql.error.AdqlException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@ComparesWithOthers({"qserv", "openngc", "hipparcos"})
@TestInstance(Lifecycle.PER_CLASS)
class CorpusTest {
  private final Map<String, Answer> answers = new HashMap<>();
  private List<CorpusTable> tables = List.of();
  private List<QueryRunner> runners = List.of();
  private ReferenceDatabase reference;
  private IngestedCorpus ingested;

  @BeforeAll
  void loadTheDataSets(@TempDir(cleanup = CleanupMode.ALWAYS) Path work) {
    tables = CorpusTables.prepare(OthersData.root(), work);
    reference = ReferenceDatabase.load(tables);
    runners = runners(tables, work);
  }

  /**
   * What is compared with PostgreSQL: for every back end a runner over the same tables.
   *
   * @param tables what to ingest
   * @param work a folder to write to, gone after the last test
   */
  List<QueryRunner> runners(List<CorpusTable> tables, Path work) {
    ingested = new IngestedCorpus(tables, work);
    return ingested.runners();
  }

  @AfterAll
  void close() throws IOException, SQLException {
    if (ingested != null) {
      ingested.close();
    }
    if (reference != null) {
      reference.close();
    }
  }

  static List<CorpusQuery> queries() {
    return Corpus.queries();
  }

  Stream<Arguments> queriesOfRunners() {
    return runners.stream()
        .flatMap(runner -> Corpus.queries().stream().map(query -> Arguments.of(query, runner)));
  }

  Stream<Arguments> refusalsOfRunners() {
    return runners.stream()
        .flatMap(
            runner -> Corpus.refusals().stream().map(refusal -> Arguments.of(refusal, runner)));
  }

  @Test
  void every_row_of_the_files_is_in_the_reference() {
    Map<String, Long> counts = new HashMap<>();
    for (CorpusTable table : tables) {
      Answer count = reference.answer("SELECT count(*) FROM " + table);
      counts.put(table.toString(), (Long) count.rows().get(0).get(0));
    }
    assertThat(counts)
        .containsEntry("pt12.Object", 1000L)
        .containsEntry("pt12.Source", 4583L)
        .containsEntry("pt12w.Object", 88L)
        .containsEntry("pt12w.Source", 3339L)
        .containsEntry("pt12w.Science_Ccd_Exposure", 3304L)
        .containsEntry("pt12w.SimRefObject", 3314L)
        .containsEntry("pt12w.RefSrcMatch", 3344L)
        .containsEntry("ref.ngc", 13_962L)
        .containsEntry("ref.hip", 117_955L);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("queries")
  void the_reference_returns_the_rows_that_the_query_documents(CorpusQuery query) {
    assertThat(expected(query).rows().size()).as(query.name()).isEqualTo(query.rows());
  }

  @ParameterizedTest(name = "{0} on {1}", allowZeroInvocations = true)
  @MethodSource("queriesOfRunners")
  void a_back_end_answers_as_the_reference_does(CorpusQuery query, QueryRunner runner) {
    assertThat(query.comparison().difference(expected(query), runner.run(query.adql())))
        .as(() -> query.adql())
        .isEmpty();
  }

  @ParameterizedTest(name = "{0} on {1}", allowZeroInvocations = true)
  @MethodSource("refusalsOfRunners")
  void a_wrong_query_is_refused_at_its_token(CorpusRefusal refusal, QueryRunner runner) {
    assertThatExceptionOfType(AdqlException.class)
        .as(refusal.adql())
        .isThrownBy(() -> runner.run(refusal.adql()))
        .matches(
            refusal::matches,
            "%s at %d:%d-%d"
                .formatted(
                    refusal.code(), refusal.line(), refusal.firstColumn(), refusal.lastColumn()));
  }

  private Answer expected(CorpusQuery query) {
    return answers.computeIfAbsent(query.name(), ignored -> reference.answer(query.sql()));
  }
}
