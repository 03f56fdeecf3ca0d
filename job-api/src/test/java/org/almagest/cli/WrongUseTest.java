package org.almagest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class WrongUseTest {
  private final Installation installation = Installation.shared();

  private Program.Outcome run(String... arguments) throws InterruptedException {
    return Program.run(installation.folder(), arguments);
  }

  private String settings(String name, String text) throws IOException {
    return Files.writeString(installation.folder().resolve(name), text).toString();
  }

  private String newDirectory() throws IOException {
    return Files.createTempDirectory(installation.folder(), "other-").toString();
  }

  @Test
  void portThatIsTakenIsNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      String directory = newDirectory();

      Program.Outcome outcome = run("up", "--port", port, "--data-dir", directory);

      assertThat(outcome.failedWith(1).err())
          .contains("Port " + port + " of 127.0.0.1 is in use", "--port");
      assertThat(Path.of(directory, "postgres/cluster/postmaster.pid"))
          .as("the database of the failed start is stopped")
          .doesNotExist();
    }
  }

  @Test
  void dataDirectoryInUseNamesItsService() throws Exception {
    assertThat(installation.run("up", "--port", "0").failedWith(1).err())
        .contains("is in use by another service", installation.url().toString(), "--data-dir");
  }

  @Test
  void dataDirectoryThatIsAFileIsRefused() throws Exception {
    String file = settings("file-in-the-way", "");
    assertThat(run("up", "--port", "0", "--data-dir", file).failedWith(1).err()).contains(file);
  }

  @Test
  void settingsAreCheckedBeforeAnythingStarts() throws Exception {
    String directory = newDirectory();
    String wrongValue = settings("value.yaml", "almagest: {jobs: {lease: soon}}\n");
    assertThat(run("up", "--data-dir", directory, "--config", wrongValue).failedWith(2).err())
        .contains("almagest.jobs.lease", "soon");
    String misspelt = settings("name.yaml", "almagest: {jobs: {leese: 5s}}\n");
    assertThat(run("up", "--data-dir", directory, "--config", misspelt).failedWith(2).err())
        .contains("almagest.jobs.leese", " lease,", misspelt);
    String broken = settings("broken.yaml", "almagest: [jobs\n");
    assertThat(run("up", "--data-dir", directory, "--config", broken).failedWith(2).err())
        .contains(broken, "line 2");
    String absent = directory + "/none.yaml";
    assertThat(run("up", "--data-dir", directory, "--config", absent).failedWith(2).err())
        .contains("There is no file", absent);
    assertThat(Installation.inside(Path.of(directory))).isEmpty();
  }

  @Test
  void unknownAndMissingOptionsAreNamed() throws Exception {
    assertThat(run("up", "--prot", "1").failedWith(2).err()).contains("--prot", "--port");
    assertThat(run("ingest", "--release", "r", "a.csv").failedWith(2).err()).contains("--table");
    assertThat(run("ingest", "--release", "r", "--table", "t").failedWith(2).err())
        .contains("FILE");
    assertThat(run("upp").failedWith(2).err()).contains("upp", "up");
    assertThat(run().failedWith(2).err()).contains("Usage: almagest");
    assertThat(run("query").failedWith(2).err()).contains("ADQL");
    assertThat(installation.run("query", " ").failedWith(2).err()).contains("The query is empty");
  }

  @Test
  void rowLimitIsANumberOfRows() throws Exception {
    assertThat(installation.run("query", "--maxrec", "-3", "SELECT 1").failedWith(2).err())
        .contains("--maxrec", "-3");
    assertThat(installation.run("query", "--maxrec", "ten", "SELECT 1").failedWith(2).err())
        .contains("--maxrec", "ten");
    ServiceClient client = installation.client();
    assertThat(
            ServiceClient.body(
                client.get("/tap/sync?LANG=ADQL&MAXREC=ten&QUERY=SELECT+1+FROM+demo.object")))
        .contains("MAXREC", "ten");
  }

  @Test
  void wrongAdqlIsShownWithItsPlace() throws Exception {
    assertThat(
            installation.run("query", "SELECT objectId FROM demo.object WERE ra < 1").failedWith(1))
        .satisfies(outcome -> assertThat(outcome.err()).contains("Line 1, column 39"));
    assertThat(installation.run("query", "SELECT ra FROM demo.objects").failedWith(1).err())
        .contains("objects", "demo.object");
    assertThat(installation.run("explain", "SELECT raa FROM demo.object").failedWith(1).err())
        .contains("raa", "Line 1, column 8");
    assertThat(
            installation
                .run("query", "--destination", "mydb.x", "SELECT ra FROM demo.objects")
                .failedWith(1)
                .err())
        .contains("objects");
  }

  @Test
  void destinationIsCheckedBeforeTheJobRuns() throws Exception {
    assertThat(
            installation
                .run("query", "--destination", "mydb.demo_match", "SELECT ra FROM demo.object")
                .failedWith(1)
                .err())
        .contains("demo_match", "exists");
    assertThat(
            installation
                .run("query", "--destination", "mydb.2 bad", "SELECT ra FROM demo.object")
                .failedWith(1)
                .err())
        .contains("2 bad", "letter");
    assertThat(
            installation
                .run("query", "--destination", "demo.object", "SELECT ra FROM demo.object")
                .failedWith(1)
                .err())
        .contains("mydb.");
  }

  @Test
  void serviceThatDoesNotAnswerIsNamed() throws Exception {
    assertThat(run("query", "--url", "http://127.0.0.1:1", "SELECT 1").failedWith(1).err())
        .contains("http://127.0.0.1:1");
    assertThat(run("query", "--url", "not a url", "SELECT 1").failedWith(2).err())
        .contains("--url", "not a url");
    assertThat(run("status", "--data-dir", newDirectory()).failedWith(1).err())
        .contains("almagest up");
  }
}
