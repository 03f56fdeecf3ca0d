package org.almagest.cli;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.almagest.catalog.DataDirectory;
import org.almagest.files.FileTree;

/**
 * An installation for all tests of the command line: the data directory that the demonstration
 * left, and a service on it. It ends with this JVM.
 */
final class Installation {
  private static final String SETTINGS =
      """
      almagest:
        jobs: {lease: 2s, sync-time-limit: 2m, sweep-interval: 2s}
        engine: {duckdb-memory: 512MB}
      """;

  private final Path folder;
  private final DataDirectory data;
  private final Path settings;
  private final Program.Outcome demonstration;
  private Program service;

  private Installation(Path folder) throws IOException, InterruptedException {
    this.folder = folder;
    this.data = new DataDirectory(folder.resolve("data"));
    this.settings = Files.writeString(folder.resolve("almagest.yaml"), SETTINGS);
    this.demonstration =
        Program.run(folder, "demo", "--exit", "--port", "0", "--data-dir", data.root().toString());
    this.service = up();
  }

  static Installation shared() {
    return Holder.INSTALLATION;
  }

  private static final class Holder {
    static final Installation INSTALLATION = open();

    private static Installation open() {
      try {
        Installation installation =
            new Installation(Files.createTempDirectory("almagest-installation"));
        Runtime.getRuntime().addShutdownHook(new Thread(installation::remove));
        return installation;
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(interrupted);
      }
    }
  }

  private Program up() {
    Program started =
        Program.start(
            folder,
            "up",
            "--port",
            "0",
            "--data-dir",
            data.root().toString(),
            "--config",
            settings.toString());
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> !started.isAlive() || started.out().contains("is up at"));
    if (!started.isAlive()) {
      throw new IllegalStateException("The service did not start: " + started.err());
    }
    return started;
  }

  /** What {@code almagest demo} said. */
  Program.Outcome demonstration() {
    return demonstration;
  }

  DataDirectory data() {
    return data;
  }

  /** A folder for files of tests. */
  Path folder() {
    return folder;
  }

  URI url() {
    String said = service.out();
    int start = said.indexOf("http://");
    return URI.create(said.substring(start, said.indexOf("/tap", start)));
  }

  ServiceClient client() {
    return new ServiceClient(url());
  }

  /** Runs a command on this data directory. */
  Program.Outcome run(String command, String... arguments) throws InterruptedException {
    return Program.run(folder, withDataDirectory(command, arguments));
  }

  /** Starts a command on this data directory. */
  Program start(String command, String... arguments) {
    return Program.start(folder, withDataDirectory(command, arguments));
  }

  private String[] withDataDirectory(String command, String... arguments) {
    List<String> all = new ArrayList<>(List.of(command, "--data-dir", data.root().toString()));
    all.addAll(List.of(arguments));
    return all.toArray(String[]::new);
  }

  /** The rows of a query as CSV, without the header. */
  List<String> rows(String adql) {
    ServiceClient client = client();
    String csv =
        client.text(
            client.post("/tap/sync", Map.of("LANG", "ADQL", "QUERY", adql, "FORMAT", "csv")));
    return csv.lines().skip(1).toList();
  }

  /** The result of a query as VOTable. */
  String result(String adql) {
    ServiceClient client = client();
    return client.text(client.post("/tap/sync", Map.of("LANG", "ADQL", "QUERY", adql)));
  }

  /** What the service says about itself and its tables. */
  String status() {
    ServiceClient client = client();
    return client.text(client.get("/api/status"));
  }

  /** Ends the service as kill -9 does. */
  void kill() throws InterruptedException {
    service.kill();
  }

  /** Starts the service again after it was killed or ended. */
  void startAgain() {
    service = up();
  }

  /** Everything that is in a folder of the data directory, without the table data itself. */
  static List<String> inside(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.map(path -> path.getFileName().toString()).sorted().toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The scratch folders of processes, running or not. */
  List<String> scratchFolders() {
    return inside(data.temporary()).stream().filter(name -> !name.endsWith(".lock")).toList();
  }

  private void remove() {
    try {
      service.end();
      FileTree.delete(folder);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
