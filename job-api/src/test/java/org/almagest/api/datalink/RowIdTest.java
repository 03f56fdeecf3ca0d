package org.almagest.api.datalink;

import static org.assertj.core.api.Assertions.assertThat;

import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.ColumnType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowIdTest {

  @ParameterizedTest
  @ValueSource(strings = {"1234", "-5", "HD 1/2", "a+b%20", "NGC 7009 \u2605", ""})
  void isReadBackAsItWasWritten(String value) {
    RowId id = new RowId("dr 1", "a/b", value);
    assertThat(RowId.parse(id.text())).contains(id);
    assertThat(id.text()).matches("almagest:dr%201/a%2Fb/[A-Za-z0-9.%*_-]*");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1234",
        "almagest:dr1/object",
        "almagest:dr1/object/1/2",
        "almagest://object/1",
        "almagest:dr1/object/%zz",
        "ivo://dr1/object/1"
      })
  void otherTextsAreNone(String text) {
    assertThat(RowId.parse(text)).isEmpty();
  }

  @Test
  void aWholeNumberIsWrittenAsOneOrNotAtAll() {
    CatalogColumn id = CatalogColumn.of("id", ColumnType.LONG);
    assertThat(RowQuery.literal(id, "007")).contains("7");
    assertThat(RowQuery.literal(id, "9223372036854775807")).contains("9223372036854775807");
    assertThat(RowQuery.literal(id, "9223372036854775808")).isEmpty();
    assertThat(RowQuery.literal(id, "1 OR 1 = 1")).isEmpty();
    assertThat(RowQuery.literal(id, "")).isEmpty();
  }

  @Test
  void aTextCannotLeaveItsQuotes() {
    CatalogColumn name = CatalogColumn.of("name", ColumnType.STRING);
    assertThat(RowQuery.literal(name, "O'Neill' OR '1' = '1"))
        .contains("'O''Neill'' OR ''1'' = ''1'");
  }
}
