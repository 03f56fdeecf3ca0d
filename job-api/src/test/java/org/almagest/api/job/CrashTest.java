package org.almagest.api.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.almagest.api.ChildJvm;
import org.almagest.api.NodeProcess;
import org.almagest.api.TestService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two web processes and two workers over one database: one of each kind, and the database itself,
 * are killed while jobs are in flight. Every job ends once, in the right phase, with the right
 * result. Six processes need a machine that is not busy: bench/crash/run runs it, with 100 jobs.
 */
@Tag("crash")
class CrashTest {
  private static final int JOBS = Integer.getInteger("almagest.crash.jobs", 40);
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir private Path data;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, ChildJvm> processes = new LinkedHashMap<>();
  private final Map<String, String> urls = new LinkedHashMap<>();
  private final List<Submitted> jobs = new ArrayList<>();
  private final List<String> report = new ArrayList<>();
  private final Instant begun = Instant.now();

  /**
   * A job and how it has to end.
   *
   * @param table the user table that it makes, or nothing
   * @param rows how many rows; -1 for an error
   */
  private record Submitted(String id, String table, int rows) {}

  @AfterEach
  void endAll() throws IOException, InterruptedException {
    for (ChildJvm process : processes.values()) {
      process.end();
    }
  }

  private void start(String name) throws IOException {
    String role = name.substring(0, name.indexOf('-'));
    processes.put(name, ChildJvm.start(NodeProcess.class, role, data.toString()));
  }

  private void awaitStarted(String name) throws IOException {
    urls.put(name, processes.get(name).line());
  }

  private HttpResponse<String> get(String web, String path) {
    return send(HttpRequest.newBuilder(URI.create(urls.get(web) + path)).build());
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException unreachable) {
      throw new java.io.UncheckedIOException(unreachable);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private void submit(int number) {
    int rows = 10 + number % 40;
    boolean wrong = number % 10 == 9;
    String table = number % 3 == 1 && !wrong ? "t" + number : "";
    String query = "SELECT rows=" + rows + " delay=100" + (wrong ? " fail=QUERY_FAILED" : "");
    List<String> form = new ArrayList<>(List.of("QUERY", query, "FORMAT", "csv", "PHASE", "RUN"));
    if (!table.isEmpty()) {
      form.addAll(List.of("DESTINATION", "mydb." + table));
    }
    HttpResponse<String> created =
        send(
            HttpRequest.newBuilder(URI.create(urls.get("web-1") + "/tap/async"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(TestService.encoded(form.toArray(String[]::new))))
                .build());
    String job = created.headers().firstValue("Location").orElseThrow();
    jobs.add(new Submitted(job.substring(job.lastIndexOf('/') + 1), table, wrong ? -1 : rows));
  }

  private String json(Submitted job) {
    return get("web-2", "/api/jobs/" + job.id()).body();
  }

  private boolean ended(Submitted job) {
    String json = json(job);
    return json.contains("\"phase\":\"COMPLETED\"") || json.contains("\"phase\":\"ERROR\"");
  }

  private void note(String what) {
    report.add(
        String.format(
            Locale.ROOT,
            "| %.1f s | %s |",
            Duration.between(begun, Instant.now()).toMillis() / 1e3,
            what));
  }

  private long postgres() throws IOException {
    Path pid = data.resolve("postgres/cluster/postmaster.pid");
    return Long.parseLong(Files.readAllLines(pid).get(0).strip());
  }

  private Connection database() throws IOException, SQLException {
    Path folder = data.resolve("postgres");
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + Files.readString(folder.resolve("port")) + "/postgres",
        "almagest",
        Files.readString(folder.resolve("password")).strip());
  }

  /** Lets the database itself write down each end of a job. */
  private void recordEnds() throws IOException, SQLException {
    try (Connection connection = database();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          CREATE TABLE job_end (id text, phase text);
          CREATE FUNCTION record_end() RETURNS trigger LANGUAGE plpgsql AS $$
          BEGIN
            INSERT INTO job_end VALUES (NEW.id, NEW.phase);
            RETURN NULL;
          END $$;
          CREATE TRIGGER job_ends AFTER UPDATE OF phase ON job
            FOR EACH ROW WHEN (NEW.phase IN ('COMPLETED', 'ERROR', 'ABORTED'))
            EXECUTE FUNCTION record_end();
          """);
    }
  }

  private List<String> ends() throws IOException, SQLException {
    List<String> ends = new ArrayList<>();
    try (Connection connection = database();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id FROM job_end")) {
      while (rows.next()) {
        ends.add(rows.getString(1));
      }
    }
    return ends;
  }

  private void kill(String name) throws Exception {
    long open = jobs.stream().filter(job -> !ended(job)).count();
    note("kill -9 of " + name + " | " + open + " of " + jobs.size());
    assertThat(open).as("jobs in flight when %s is killed", name).isPositive();
    if (name.equals("postgresql")) {
      ProcessHandle.of(postgres()).orElseThrow().destroyForcibly();
    } else {
      processes.get(name).kill();
      start(name);
    }
  }

  @Test
  @Timeout(value = 7, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
  void everyJobEndsOnceWhateverIsKilled() throws Exception {
    List<String> all = List.of("web-1", "web-2", "worker-1", "worker-2");
    for (String name : all) {
      start(name);
      awaitStarted(name);
    }
    recordEnds();
    note("2 web processes and 2 workers are up | 0");
    for (int number = 0; number < JOBS; number++) {
      submit(number);
    }
    kill("worker-1");
    kill("web-1");
    long killed = postgres();
    kill("postgresql");
    await().atMost(PATIENCE).ignoreExceptions().until(() -> postgres() != killed);
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> json(jobs.get(0)).contains("\"phase\":"));
    note("the database is back | " + jobs.stream().filter(job -> !ended(job)).count());
    awaitStarted("worker-1");
    kill("worker-2");
    awaitStarted("web-1");
    awaitStarted("worker-2");
    for (Submitted job : jobs) {
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(200))
          .ignoreExceptions()
          .until(() -> ended(job));
    }
    noteTheEnd();
    jobs.forEach(this::assertRight);
    assertThat(ends())
        .as("each job ends once")
        .containsExactlyInAnyOrderElementsOf(jobs.stream().map(Submitted::id).toList());
    assertThat(get("web-1", "/tap/sync?FORMAT=csv&QUERY=SELECT%20rows=3").body().lines())
        .hasSize(4);
    String tables = get("web-1", "/api/mydb/tables").body();
    assertThat(jobs.stream().map(Submitted::table).filter(name -> !name.isEmpty()))
        .allSatisfy(name -> assertThat(tables).containsOnlyOnce("mydb." + name + "\""));
  }

  private void noteTheEnd() {
    long completed = jobs.stream().filter(job -> json(job).contains("\"COMPLETED\"")).count();
    long again = jobs.stream().filter(job -> !json(job).contains("\"attempts\":1,")).count();
    note(
        jobs.size()
            + " jobs have ended: "
            + completed
            + " COMPLETED, "
            + (jobs.size() - completed)
            + " ERROR as they must; "
            + again
            + " were run again | 0");
    System.out.println(String.join(System.lineSeparator(), report));
  }

  private void assertRight(Submitted job) {
    String json = json(job);
    if (job.rows() < 0) {
      assertThat(json).contains("\"phase\":\"ERROR\"", "QUERY_FAILED");
      return;
    }
    assertThat(json).contains("\"phase\":\"COMPLETED\"", "\"rows\":" + job.rows());
    if (job.table().isEmpty()) {
      String csv = get("web-1", "/tap/async/" + job.id() + "/results/result").body();
      assertThat(csv.lines()).hasSize(job.rows() + 1).doesNotHaveDuplicates();
    }
  }
}
