package org.almagest.api.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.almagest.api.error.Fault.Persistence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LegalTextTest {

  @ParameterizedTest
  @CsvSource({
    "0000, ab, 3",
    "0001, '', 1",
    "0008, a, 2",
    "000B, a, 2",
    "000C, a, 2",
    "001F, a, 2",
    "D800, a, 2",
    "DFFF, a, 2",
    "FFFE, a, 2",
    "FFFF, a, 2"
  })
  void characterThatMayNotBeIsNamedWithItsPlace(String code, String before, int position) {
    String text = before + (char) Integer.parseInt(code, 16) + "x";

    assertThatThrownBy(() -> LegalText.check("The parameter QUERY", text))
        .isInstanceOf(ServiceException.class)
        .hasMessage(
            "The parameter QUERY has the character U+"
                + code
                + " at position "
                + position
                + ", which no text may have: leave it out");
    assertThat(LegalText.replaced(text)).isEqualTo(before + "\ufffdx");
  }

  @Test
  void charactersOfAllLanguagesAreNotRefused() {
    String text = "\t\r\n ~\u007f\u0085\ud7ff\ue000\ufffd" + Character.toString(0x1F30C) + "é";

    assertThat(LegalText.check("A text", text)).isEqualTo(text);
    assertThat(LegalText.replaced(text)).isEqualTo(text);
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() {
    assertThatThrownBy(() -> LegalText.ofUtf8("The parameter X", new byte[] {'a', (byte) 0xc3}))
        .isInstanceOf(ServiceException.class)
        .hasMessage("The parameter X is not UTF-8: encode it so");
    assertThat(LegalText.ofUtf8("X", new byte[] {(byte) 0xc3, (byte) 0xa9})).isEqualTo("é");
  }

  /** A value of a file may stand in the message of an engine, and in the record of a job. */
  @Test
  void messageOfAFaultIsALegalText() {
    assertThat(new Fault(400, "X", "cannot cast [a\u0000b]", Persistence.FATAL).message())
        .isEqualTo("cannot cast [a\ufffdb]");
  }
}
