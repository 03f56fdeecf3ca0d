package org.almagest.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.almagest.catalog.DataDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two web processes and two workers over one database: each kind is killed while jobs are in
 * flight. Every job ends once, in the right phase, with the right result.
 *
 * <p>The system property {@code almagest.crash.jobs} sets how many jobs; the table that is printed
 * says what happened.
 */
class CrashTest {
  private static final int JOBS = Integer.getInteger("almagest.crash.jobs", 24);
  private static final String SETTINGS =
      """
      almagest:
        jobs: {lease: 3s, async-workers: 3, sweep-interval: 2s, attempts: 10}
        engine: {duckdb-memory: 256MB}
      """;

  private static final String MANY_PAIRS =
      """
      FROM demo.object AS a JOIN (SELECT TOP 300 r_psfMag FROM demo.object) AS b
      ON a.r_psfMag + b.r_psfMag > SQRT(ABS(SIN(a.r_psfMag * b.r_psfMag)))
      GROUP BY a.objectId ORDER BY a.objectId
      """;

  @TempDir private Path folder;

  private final Map<String, Program> programs = new LinkedHashMap<>();
  private final List<Submitted> jobs = new ArrayList<>();
  private final List<String> table = new ArrayList<>();
  private final Instant begun = Instant.now();

  /** A job, and how it has to end: with so many rows, or in an error. */
  private record Submitted(String path, int rows) {}

  private DataDirectory data() {
    return new DataDirectory(folder.resolve("data"));
  }

  @AfterEach
  void endAll() throws InterruptedException {
    for (Program program : programs.values()) {
      program.end();
    }
  }

  private void up(String name) throws IOException {
    Path settings = folder.resolve("almagest.yaml");
    if (!Files.exists(settings)) {
      Files.writeString(settings, SETTINGS);
    }
    programs.put(
        name,
        Program.start(
            folder,
            "up",
            "--role",
            name.substring(0, name.indexOf('-')),
            "--port",
            "0",
            "--data-dir",
            data().root().toString(),
            "--config",
            settings.toString()));
  }

  private void awaitUp(String name) {
    Program program = programs.get(name);
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> !program.isAlive() || program.out().contains("is up at"));
    assertThat(program.isAlive()).as("%s lives; it said %s", name, program.err()).isTrue();
  }

  private ServiceClient web(String name) {
    String said = programs.get(name).out();
    int start = said.indexOf("http://");
    return new ServiceClient(
        java.net.URI.create(said.substring(start, said.indexOf("/tap", start)).strip()));
  }

  private void submit(int count) {
    ServiceClient client = web("web-1");
    for (int number = 0; number < count; number++) {
      int rows = 20 + ThreadLocalRandom.current().nextInt(400);
      boolean wrong = number % 8 == 7;
      Map<String, String> form = new LinkedHashMap<>();
      form.put("LANG", "ADQL");
      form.put(
          "QUERY",
          wrong
              ? "SELECT nothing FROM demo.object"
              : number % 2 == 0
                  ? "SELECT TOP " + rows + " a.objectId, SQRT(a.ra) AS s FROM demo.object AS a"
                  : "SELECT TOP " + rows + " a.objectId, COUNT(*) AS n " + MANY_PAIRS);
      form.put("FORMAT", "csv");
      if (number % 3 == 1 && !wrong) {
        form.put("DESTINATION", "mydb.t" + jobs.size());
      }
      jobs.add(new Submitted(AsyncJob.submit(client, form).uri().getPath(), wrong ? -1 : rows));
    }
  }

  private void kill(String name) throws Exception {
    long open = jobs.stream().filter(job -> !ended(job)).count();
    if (name.equals("postgresql")) {
      Path pid = data().postgres().resolve("cluster/postmaster.pid");
      long process = Long.parseLong(Files.readAllLines(pid).get(0).strip());
      ProcessHandle.of(process).orElseThrow().destroyForcibly();
    } else {
      programs.get(name).kill();
      up(name);
      awaitUp(name);
    }
    table.add(
        String.format(
            "%6.1f s  kill -9 %-12s %3d of %3d jobs in flight",
            seconds(), name, open, jobs.size()));
  }

  private double seconds() {
    return Duration.between(begun, Instant.now()).toMillis() / 1000.0;
  }

  private String json(Submitted job) {
    ServiceClient client = web("web-2");
    return client.text(client.get("/api/jobs/" + job.path().substring("/tap/async/".length())));
  }

  private boolean ended(Submitted job) {
    try {
      String json = json(job);
      return json.contains("\"phase\":\"COMPLETED\"") || json.contains("\"phase\":\"ERROR\"");
    } catch (RuntimeException unreachable) {
      return false;
    }
  }

  @Test
  void everyJobEndsOnceWhateverIsKilled() throws Exception {
    Program.run(folder, "demo", "--exit", "--port", "0", "--data-dir", data().root().toString())
        .succeeded();
    List<String> all = List.of("web-1", "web-2", "worker-1", "worker-2");
    for (String name : all) {
      up(name);
    }
    all.forEach(this::awaitUp);
    List<String> victims = List.of("worker-1", "web-1", "postgresql", "worker-2");
    for (String victim : victims) {
      submit(JOBS / victims.size());
      kill(victim);
    }
    for (Submitted job : jobs) {
      await()
          .atMost(Duration.ofMinutes(2))
          .pollInterval(Duration.ofMillis(200))
          .until(() -> ended(job));
    }
    report();
    jobs.forEach(this::assertRight);
    assertThat(web("web-1").text(sync("web-1"))).contains("\"1\"", "1");
  }

  private java.net.http.HttpResponse<java.io.InputStream> sync(String name) {
    return web(name)
        .post(
            "/tap/sync",
            Map.of(
                "LANG",
                "ADQL",
                "FORMAT",
                "csv",
                "QUERY",
                "SELECT TOP 1 1 AS \"1\" FROM demo.object"));
  }

  private void assertRight(Submitted job) {
    String json = json(job);
    if (job.rows() < 0) {
      assertThat(json).contains("\"phase\":\"ERROR\"", "UNKNOWN_COLUMN");
      return;
    }
    assertThat(json).contains("\"phase\":\"COMPLETED\"", "\"rows\":" + job.rows());
    int table = json.indexOf("\"table\":\"mydb.");
    ServiceClient client = web("web-2");
    String csv =
        table < 0
            ? client.text(client.get(job.path() + "/results/result"))
            : client.text(
                client.post(
                    "/tap/sync",
                    Map.of(
                        "LANG",
                        "ADQL",
                        "FORMAT",
                        "csv",
                        "QUERY",
                        "SELECT * FROM "
                            + json.substring(table + 9, json.indexOf('"', table + 9)))));
    assertThat(csv.lines()).hasSize(job.rows() + 1).doesNotHaveDuplicates();
  }

  private void report() {
    long completed = jobs.stream().filter(job -> json(job).contains("\"COMPLETED\"")).count();
    long again = jobs.stream().filter(job -> !json(job).contains("\"attempts\":1,")).count();
    table.add(
        String.format(
            "%6.1f s  %d jobs: %d COMPLETED, %d ERROR as they must, %d of them run again",
            seconds(), jobs.size(), completed, jobs.size() - completed, again));
    System.out.println(String.join("\n", table));
  }
}
