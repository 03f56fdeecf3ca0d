package org.almagest.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HashSet;
import java.util.List;
import org.almagest.adql.error.AdqlErrorCode;
import org.almagest.adql.error.AdqlException;
import org.almagest.corpus.CorpusQuery.Names;
import org.almagest.corpus.CorpusQuery.Order;
import org.junit.jupiter.api.Test;

class CorpusFileTest {

  @Test
  void a_query_is_read_with_its_rules() {
    CorpusQuery query =
        CorpusQuery.parse(
            "q",
            """
            origin: case02/1
            rows: 3
            order: listed
            tolerance: relative 1e-9 absolute 1e-12
            note: a note: with a colon
            --- adql
            SELECT TOP 3 a
            FROM t -- a comment
            --- sql
            SELECT a FROM t LIMIT 3
            """);
    assertThat(query)
        .isEqualTo(
            new CorpusQuery(
                "q",
                "case02/1",
                3,
                new AnswerComparison(Order.LISTED, Names.COMPARED, new Tolerance(1e-9, 1e-12)),
                "SELECT TOP 3 a\nFROM t -- a comment",
                "SELECT a FROM t LIMIT 3"));
  }

  @Test
  void a_missing_part_is_named() {
    assertThatExceptionOfType(CorpusException.class)
        .isThrownBy(() -> CorpusQuery.parse("q", "origin: own\nrows: 1\n--- adql\nSELECT 1"))
        .withMessage("[q] lacks a line [--- sql]");
    assertThatExceptionOfType(CorpusException.class)
        .isThrownBy(() -> CorpusQuery.parse("q", "origin: own\norder: up\n--- adql\n--- sql"))
        .withMessage("[q]: write one of [any, listed] instead of [up]");
  }

  @Test
  void a_refusal_matches_an_error_on_its_token_only() {
    CorpusRefusal refusal =
        CorpusRefusal.parse("r", "origin: own\ncode: SYNTAX\nat: 2:5-7\n--- adql\nSELECT\n a");
    assertThat(refusal.matches(error(AdqlErrorCode.SYNTAX, 2, 7))).isTrue();
    assertThat(refusal.matches(error(AdqlErrorCode.SYNTAX, 2, 8))).isFalse();
    assertThat(refusal.matches(error(AdqlErrorCode.SYNTAX, 1, 5))).isFalse();
    assertThat(refusal.matches(error(AdqlErrorCode.INVALID, 2, 5))).isFalse();
  }

  @Test
  void every_file_of_the_corpus_can_be_read() {
    List<CorpusQuery> queries = Corpus.queries();
    assertThat(queries).hasSizeGreaterThan(100);
    assertThat(new HashSet<>(queries)).hasSameSizeAs(queries);
    assertThat(Corpus.refusals()).hasSizeGreaterThan(10);
  }

  private static AdqlException error(AdqlErrorCode code, int line, int column) {
    return new AdqlException(code, line, column, "wrong", null);
  }
}
