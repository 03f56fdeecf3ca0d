package org.almagest.sky;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.almagest.sky.moc.Moc;
import org.almagest.sky.moc.MocAscii;
import org.almagest.sky.moc.MocFormatException;
import org.almagest.sky.moc.MocJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MocTextTest {

  @Test
  void textIsThatOfTheStandard() {
    Moc moc = Moc.builder(8).add(1, 1).add(1, 3).add(1, 4).add(2, 4).add(2, 25).build();
    assertThat(MocAscii.format(moc)).isEqualTo("1/1 3-4 2/25 8/");
    assertThat(MocAscii.format(moc.degraded(2))).isEqualTo("1/1 3-4 2/25");
    assertThat(MocAscii.format(Moc.empty(9))).isEqualTo("9/");
    assertThat(MocAscii.format(Moc.allSky(0))).isEqualTo("0/0-11");
    assertThat(moc).hasToString("1/1 3-4 2/25 8/");
    assertThat(MocJson.format(moc)).isEqualTo("{\"1\":[1,3,4],\"2\":[25],\"8\":[]}");
    assertThat(MocJson.format(Moc.empty(9))).isEqualTo("{\"9\":[]}");
  }

  @Test
  void readsTheSeparatorsThatOthersWrite() {
    Moc moc = Moc.builder(8).add(1, 1).add(1, 3).add(1, 4).add(2, 25).build();
    assertThat(MocAscii.parse("1/1,3-4 2/25 8/")).isEqualTo(moc);
    assertThat(MocAscii.parse("s1/1 3-4\n2/25\n8/\n")).isEqualTo(moc);
    assertThat(MocAscii.parse(" 2/25, 1/ 4,3 1\r\n 8/")).isEqualTo(moc);
    assertThat(MocJson.parse(" { \"1\" : [ 1 , 3,4 ],\n\"2\":[25], \"8\":[] }\n")).isEqualTo(moc);
  }

  @Test
  void textsOfMocpyAreReadAndWrittenAsTheyAre() {
    String text = MocSamples.text("mocpy.txt");
    assertThat(MocAscii.format(MocAscii.parse(text))).isEqualTo(text);
    assertThat(MocJson.parse(MocSamples.text("mocpy.json"))).isEqualTo(MocAscii.parse(text));
  }

  @Test
  void whatIsWrittenReadsTheSame() {
    SplittableRandom random = new SplittableRandom(51);
    for (int n = 0; n < 500; n++) {
      Moc moc = MocSamples.random(random);
      assertThat(MocAscii.parse(MocAscii.format(moc))).isEqualTo(moc);
      assertThat(MocJson.parse(MocJson.format(moc))).isEqualTo(moc);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|The text ends where an order (a MOC that covers nothing is 0/) belongs (character 1)",
        "12|Cell [12] has no order before it, as in 3/12 (character 1)",
        "30/1|Order [30] is not between 0 and 29 (character 1)",
        "1/48|Cell [48] is not between 0 and 47 of order 1 (character 3)",
        "1/5-3|Range [5-3] ends before it begins (character 3)",
        "1/5-|The text ends where the last cell of the range belongs (character 5)",
        "1/5 x|[x] stands where a cell or an order belongs (character 5)",
        "t1/5|[t] stands where an order, as in 3/12, belongs (character 1)",
        "1/99999999999999999999999|The number is larger than any cell's (character 3)"
      })
  void saysWhereATextIsNoMoc(String text, String message) {
    assertThatThrownBy(() -> MocAscii.parse(text))
        .isInstanceOf(MocFormatException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|[}] stands where [\"] belongs (character 2)",
        "{\"1\":[48]}|Cell [48] is not between 0 and 47 of order 1 (character 7)",
        "{\"1\":[4,]}|[]] stands where a cell belongs (character 9)",
        "{\"1\":[4]|The text ends where [}] belongs (character 9)",
        "{\"1\":[4]} x|[x] stands where the end belongs (character 11)",
        "{\"31\":[4]}|Order [31] is not between 0 and 29 (character 3)"
      })
  void saysWhereJsonIsNoMoc(String json, String message) {
    assertThatThrownBy(() -> MocJson.parse(json))
        .isInstanceOf(MocFormatException.class)
        .hasMessage(message);
  }
}
