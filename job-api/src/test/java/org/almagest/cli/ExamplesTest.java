package org.almagest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Queries to learn from, given by an operator or made up. */
class ExamplesTest {
  private final Installation installation = Installation.shared();

  private String examples(String page) {
    ServiceClient client = installation.client();
    return client.text(client.get("/tap/examples" + page));
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(installation.folder().resolve(name), text);
  }

  @Test
  void releaseWithoutExamplesGetsSomeThatFindRows() {
    assertThat(examples("")).contains("/tap/examples/demo\">Examples on demo</a>");
    assertThat(examples("/demo"))
        .contains("Cone search in demo.object", "Match of demo.object and demo.reference")
        .contains("CIRCLE('ICRS', 5")
        .doesNotContain("CIRCLE('ICRS', 0, 0");
  }

  @Test
  void examplesOfTheOperatorTakeTheirPlace() throws Exception {
    Path rows = file("taught.csv", "id,name\n1,one\n2,two\n");
    Path examples =
        file(
            "taught.yaml",
            """
            examples:
            - name: All two
              description: There are no more.
              query: SELECT id, name FROM taught.numbers
            """);

    Program.Outcome outcome =
        installation.run(
            "ingest",
            "--release",
            "taught",
            "--table",
            "numbers",
            "--examples",
            examples.toString(),
            rows.toString());

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(examples("/taught"))
        .contains(">All two</h2>", "<p>There are no more.</p>")
        .contains(">SELECT id, name FROM taught.numbers</pre>")
        .doesNotContain("A first look");
  }

  @Test
  void exampleThatIsNoAdqlStopsTheIngestBeforeItBegins() throws Exception {
    Path rows = file("untaught.csv", "id\n1\n");
    Path examples =
        file(
            "untaught.yaml", "examples:\n- {name: Wrong, query: SELECT id FRM untaught.numbers}\n");

    Program.Outcome outcome =
        installation.run(
            "ingest",
            "--release",
            "untaught",
            "--table",
            "numbers",
            "--examples",
            examples.toString(),
            rows.toString());

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains("untaught.yaml: the example [Wrong]: Line 1, column");
    assertThat(installation.status()).doesNotContain("untaught");
  }
}
