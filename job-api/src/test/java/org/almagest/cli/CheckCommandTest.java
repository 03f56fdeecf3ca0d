package org.almagest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.almagest.api.TestService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CheckCommandTest {
  @TempDir private Path folder;

  private String file(String name, String query) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, query);
    return file.toString();
  }

  private static Outcome almagest(String... arguments) {
    CommandLine command = Almagest.commandLine();
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    command.setOut(new PrintWriter(out));
    command.setErr(new PrintWriter(err));
    int code = command.execute(arguments);
    return new Outcome(code, out.toString(), err.toString());
  }

  private record Outcome(int code, String out, String err) {}

  @Test
  void givesALineForEachFileAndFailsIfOneIsWrong() throws IOException {
    String right = file("right.adql", "SELECT TOP 10 ra FROM demo.table_of_stars;");
    String wrong = file("wrong.adql", "SELECT ra\nFROM stars LIMIT 10");

    Outcome outcome = almagest("check", "--syntax", right, wrong);

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.out().lines())
        .containsExactly(
            right + ": ok",
            wrong + ":2:12: SYNTAX: [LIMIT] is not part of ADQL (write SELECT TOP 10)");
    assertThat(almagest("check", "--syntax", right).code()).isZero();
  }

  @Test
  void writesJsonWithEveryKeyOnEveryLine() throws IOException {
    String right = file("right.adql", "SELECT ra FROM stars");
    String wrong = file("wrong.adql", "SELECT FROM stars");

    assertThat(almagest("check", "--json", "--syntax", right, wrong).out().lines())
        .containsExactly(
            "{\"file\":\""
                + right
                + "\",\"ok\":true,\"code\":null,\"line\":null,\"column\":null,\"message\":null}",
            "{\"file\":\""
                + wrong
                + "\",\"ok\":false,\"code\":\"SYNTAX\",\"line\":1,\"column\":8,\"message\":"
                + "\"[SELECT] without columns (write SELECT * for every column)\"}");
  }

  @Test
  void knowsTheFunctionsThatItIsTold() throws IOException {
    String query = file("query.adql", "SELECT my_function(ra, dec) FROM stars");

    assertThat(almagest("check", "--syntax", query).out())
        .contains("UNKNOWN_FUNCTION: Unknown function [my_function]");
    assertThat(
            almagest(
                    "check", "--syntax", "--function", "my_function(a REAL, b REAL) -> REAL", query)
                .code())
        .isZero();
  }

  @Test
  void tellsWrongUseFromWrongQueries() throws IOException {
    String query = file("query.adql", "SELECT ra FROM stars");

    assertThat(almagest("check", "--syntax").code()).isEqualTo(2);
    assertThat(almagest("check", "--sintax", query).code()).isEqualTo(2);
    Outcome missing = almagest("check", "--syntax", folder.resolve("missing.adql").toString());
    assertThat(missing.code()).isEqualTo(2);
    assertThat(missing.err()).contains("missing.adql] cannot be read");
  }

  @Test
  void asksAServiceAboutTables() throws IOException {
    try (TestService service = TestService.start(Map.of())) {
      String right = file("right.adql", "SELECT rows=3");
      String wrong = file("wrong.adql", "SELECT * FROM mydb.nothing");

      Outcome outcome = almagest("check", "--url", service.url(), right, wrong);

      assertThat(outcome.out().lines())
          .containsExactly(right + ": ok", wrong + ":1:15: UNKNOWN_TABLE: No such table");
      assertThat(outcome.code()).isEqualTo(1);
    }
  }
}
