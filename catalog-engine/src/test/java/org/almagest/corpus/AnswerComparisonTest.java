package org.almagest.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.almagest.corpus.CorpusQuery.Names;
import org.almagest.corpus.CorpusQuery.Order;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnswerComparisonTest {
  private static final AnswerComparison BAG =
      new AnswerComparison(Order.ANY, Names.COMPARED, Tolerance.EXACT);
  private static final AnswerComparison LISTED =
      new AnswerComparison(Order.LISTED, Names.COMPARED, Tolerance.EXACT);
  private static final AnswerComparison NEAR =
      new AnswerComparison(Order.ANY, Names.COMPARED, new Tolerance(1e-9, 0));

  private static Answer answer(Object[]... rows) {
    List<List<@Nullable Object>> lists = new ArrayList<>();
    for (Object[] row : rows) {
      lists.add(Arrays.asList(row));
    }
    return new Answer(List.of("id", "value"), lists);
  }

  private static Object[] row(Object... values) {
    return values;
  }

  @Test
  void whole_numbers_are_compared_by_value() {
    assertThat(BAG.difference(answer(row(7L, "a")), answer(row((short) 7, "a")))).isEmpty();
    assertThat(BAG.difference(answer(row(7L, "a")), answer(row(8, "a")))).isPresent();
  }

  @Test
  void a_whole_number_is_no_floating_point_number() {
    assertThat(BAG.difference(answer(row(7, "a")), answer(row(7.0, "a"))))
        .hasValueSatisfying(text -> assertThat(text).contains("id Integer 7 is not Double 7.0"));
  }

  @Test
  void rows_in_another_order_agree_unless_the_order_is_listed() {
    Answer expected = answer(row(1, "a"), row(2, "b"));
    Answer turned = answer(row(2, "b"), row(1, "a"));
    assertThat(BAG.difference(expected, turned)).isEmpty();
    assertThat(LISTED.difference(expected, turned))
        .hasValueSatisfying(
            text ->
                assertThat(text).contains("row 1 expected (1, 'a')", "row 1 found    (2, 'b')"));
  }

  @Test
  void a_row_that_occurs_twice_must_be_found_twice() {
    assertThat(BAG.difference(answer(row(1, "a"), row(1, "a")), answer(row(1, "a"))))
        .hasValueSatisfying(
            text -> assertThat(text).contains("Expected 2 rows, found 1", "missing (1, 'a')"));
  }

  @Test
  void null_agrees_with_null_alone() {
    assertThat(BAG.difference(answer(row(1, null)), answer(row(1, null)))).isEmpty();
    assertThat(BAG.difference(answer(row(1, null)), answer(row(1, 0.0)))).isPresent();
  }

  @Test
  void floating_point_numbers_agree_within_the_tolerance_and_exactly_without_one() {
    Answer expected = answer(row(1, 100.0));
    Answer close = answer(row(1, 100.00000001));
    assertThat(NEAR.difference(expected, close)).isEmpty();
    assertThat(BAG.difference(expected, close)).isPresent();
    assertThat(NEAR.difference(expected, answer(row(1, 100.0001)))).isPresent();
  }

  @Test
  void thirty_two_bits_on_either_side_are_compared_at_thirty_two() {
    assertThat(BAG.difference(answer(row(1, 0.1f)), answer(row(1, (double) 0.1f)))).isEmpty();
    assertThat(BAG.difference(answer(row(1, 0.1f)), answer(row(1, 0.1)))).isEmpty();
    assertThat(BAG.difference(answer(row(1, 0.1f)), answer(row(1, Math.nextUp(0.1f))))).isPresent();
  }

  @Test
  void near_rows_pair_off_though_noise_turns_their_order() {
    Answer expected = answer(row(1.0, 5.0), row(1.0000000001, 3.0));
    Answer noisy = answer(row(1.0000000001, 5.0), row(1.0, 3.0));
    assertThat(NEAR.difference(expected, noisy)).isEmpty();
  }

  @Test
  void column_names_agree_in_any_case_and_differ_otherwise() {
    Answer expected = new Answer(List.of("objectid"), List.of());
    assertThat(BAG.difference(expected, new Answer(List.of("objectId"), List.of()))).isEmpty();
    assertThat(BAG.difference(expected, new Answer(List.of("id"), List.of())))
        .contains("Expected columns [objectid] but found [id]");
  }

  @Test
  void many_rows_with_nulls_pair_off_in_any_order() {
    Random random = new Random(3);
    List<Object[]> rows = new ArrayList<>();
    for (int n = 0; n < 2000; n++) {
      Double first = random.nextInt(3) == 0 ? null : random.nextDouble();
      Float second = random.nextInt(3) == 0 ? null : random.nextFloat();
      rows.add(row(first, second));
    }
    Answer expected = answer(rows.toArray(Object[][]::new));
    Collections.shuffle(rows, random);
    assertThat(BAG.difference(expected, answer(rows.toArray(Object[][]::new)))).isEmpty();
    rows.set(7, row(2.0, 2.0f));
    assertThat(BAG.difference(expected, answer(rows.toArray(Object[][]::new)))).isPresent();
  }
}
