package org.almagest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.almagest.hats.HatsProperties;
import org.junit.jupiter.api.Test;

class RegisterBesideTheServiceTest {
  private final Installation installation = Installation.shared();

  /** A catalog outside of the data directory: a copy of one that was ingested. */
  private Path catalogOfOthers() throws Exception {
    Path object = installation.data().releases().resolve("demo/object");
    Path version = object.resolve(Installation.inside(object).iterator().next());
    Path copy = installation.folder().resolve("others");
    try (Stream<Path> tree = Files.walk(version)) {
      for (Path path : tree.toList()) {
        Path target = copy.resolve(version.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.copy(path, target);
        }
      }
    }
    try (Stream<Path> tree = Files.walk(copy)) {
      for (Path properties :
          tree.filter(path -> path.endsWith(HatsProperties.FILE)).sorted().toList()) {
        Files.writeString(
            properties,
            "bib_reference=2016arXiv161205560C\nobs_ack=Thank <us>\n",
            StandardOpenOption.APPEND);
      }
    }
    return copy;
  }

  @Test
  void aRegisteredTableIsSeenWithoutARestartAndGoesWithoutItsFiles() throws Exception {
    Path catalog = catalogOfOthers();
    String whole = "SELECT COUNT(*), MIN(objectId) FROM ";
    List<String> expected = installation.rows(whole + "demo.object");

    Program.Outcome registered =
        installation.run(
            "register", "--release", "others", "--table", "object", catalog.toString());
    assertThat(registered.succeeded().out())
        .startsWith("others.object: ")
        .endsWith("partitions at " + catalog + System.lineSeparator());
    assertThat(installation.rows(whole + "others.object")).isEqualTo(expected);
    assertThat(
            installation.rows(
                "SELECT COUNT(*) FROM TAP_SCHEMA.columns WHERE table_name = 'others.object'"))
        .isEqualTo(
            installation.rows(
                "SELECT COUNT(*) FROM TAP_SCHEMA.columns WHERE table_name = 'demo.object'"));

    assertThat(installation.result("SELECT TOP 1 ra FROM others.object"))
        .contains("<INFO name=\"article\" value=\"2016arXiv161205560C\">")
        .contains("<INFO name=\"acknowledgement\" value=\"Thank &lt;us&gt;\">");
    installation
        .run(
            "register",
            "--release",
            "others",
            "--table",
            "object",
            "--citation",
            "10.1051/0004-6361/202039657",
            "--doi",
            "doi:10.5270/esa-1ugzkg7",
            catalog.toString())
        .succeeded();
    assertThat(installation.result("SELECT TOP 1 ra FROM others.object"))
        .contains("<INFO name=\"article\" value=\"10.1051/0004-6361/202039657\">")
        .contains("<INFO name=\"citation\" value=\"doi:10.5270/esa-1ugzkg7\">")
        .contains("<INFO name=\"acknowledgement\" value=\"Thank &lt;us&gt;\">");

    assertThat(
            installation
                .run("unregister", "--release", "others", "--table", "object")
                .succeeded()
                .out())
        .contains("its files stay at " + catalog);
    assertThat(catalog.resolve("collection.properties")).isRegularFile();
    assertThat(
            installation
                .run("unregister", "--release", "others", "--table", "object")
                .failedWith(2)
                .err())
        .contains("There is no table [others.object]");
  }

  @Test
  void whatIsNoCatalogIsNamed() throws Exception {
    String empty = Files.createTempDirectory(installation.folder(), "empty-").toString();
    assertThat(
            installation
                .run("register", "--release", "others", "--table", "nothing", empty)
                .failedWith(1)
                .err())
        .contains("[" + empty + "] is not a HATS catalog: it has no file hats.properties");
  }
}
