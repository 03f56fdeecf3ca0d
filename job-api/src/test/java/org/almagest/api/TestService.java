package org.almagest.api;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.almagest.backend.duckdb.DuckDb;
import org.almagest.backend.duckdb.DuckDbBackend;
import org.almagest.backend.duckdb.DuckDbSettings;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.CatalogSchema;
import org.almagest.catalog.CatalogTable;
import org.almagest.catalog.ColumnType;
import org.almagest.catalog.DataDirectory;
import org.almagest.catalog.FilePlacement;
import org.almagest.catalog.FilePlacement.Layout;
import org.almagest.catalog.ForeignKey;
import org.almagest.catalog.TableNotes;
import org.almagest.engine.QueryEngine;
import org.almagest.engine.RouterSettings;
import org.almagest.engine.RoutingQueryEngine;

/** A service over the shared database, with a data directory and a user of its own. */
public final class TestService implements AutoCloseable {
  private final HttpClient http = HttpClient.newBuilder().followRedirects(Redirect.NEVER).build();
  private final ScriptedEngine engine = new ScriptedEngine();
  private final DataDirectory directory;
  private final String user;
  private final RunningService service;

  private TestService(
      DataDirectory directory,
      String user,
      Map<String, Object> settings,
      Optional<QueryEngine> other,
      List<Class<?>> features) {
    this.directory = directory;
    this.user = user;
    Map<String, Object> all = new HashMap<>(settings);
    all.putIfAbsent("almagest.server.port", 0);
    all.putIfAbsent("almagest.identity.local-user", user);
    this.service =
        JobApiApplication.start(
            ServiceSettings.load(Optional.empty(), all),
            new ServiceParts(
                directory,
                directory.temporary(),
                TestDatabase.shared().dataSource(),
                other.orElse(engine),
                () -> List.of(release()),
                UnaryOperator.identity(),
                () -> Map.of("scripted", "ready")),
            features);
  }

  public static TestService start(Map<String, Object> settings) throws IOException {
    return startAs("u" + UUID.randomUUID().toString().substring(0, 8), settings);
  }

  public static TestService startAs(String user, Map<String, Object> settings) throws IOException {
    return new TestService(
        new DataDirectory(Files.createTempDirectory("almagest-service")),
        user,
        settings,
        Optional.empty(),
        List.of());
  }

  /** With features besides those of the service. */
  public static TestService startWith(Map<String, Object> settings, Class<?>... features)
      throws IOException {
    return new TestService(
        new DataDirectory(Files.createTempDirectory("almagest-service")),
        "u" + UUID.randomUUID().toString().substring(0, 8),
        settings,
        Optional.empty(),
        List.of(features));
  }

  /** With an engine that reads tables; there are none but those that are sent along. */
  public static TestService startWithDuckDb(Map<String, Object> settings) throws IOException {
    Path root = Files.createTempDirectory("almagest-service");
    DataDirectory directory = new DataDirectory(root);
    DuckDb duckDb =
        new DuckDb(
            new DuckDbSettings(
                512, 2, root.resolve("duckdb"), List.of(directory.uploads(), directory.mydb())));
    return new TestService(
        directory,
        "u" + UUID.randomUUID().toString().substring(0, 8),
        settings,
        Optional.of(
            new RoutingQueryEngine(
                List.of(new DuckDbBackend(duckDb)),
                new RouterSettings(1L << 40, 1L << 40, 1_000_000),
                directory.temporary())),
        List.of());
  }

  private static CatalogSchema release() {
    CatalogTable object =
        new CatalogTable(
            "dr1",
            "Object",
            "Things & stars",
            List.of(
                CatalogColumn.of("objectId", ColumnType.LONG),
                CatalogColumn.of("size", ColumnType.FLOAT),
                CatalogColumn.of("seen", ColumnType.TIMESTAMP)),
            null,
            new FilePlacement(Layout.HATS, Path.of("/nowhere")),
            1000,
            40_000);
    CatalogTable slashed =
        new CatalogTable(
            "dr1",
            "a/b",
            null,
            List.of(CatalogColumn.of("objectId", ColumnType.LONG)),
            null,
            new FilePlacement(Layout.HATS, Path.of("/nowhere")),
            10,
            400,
            new TableNotes(
                null,
                null,
                List.of(new ForeignKey("of", "objectId", "object", "OBJECTID")),
                List.of()));
    return new CatalogSchema("dr1", "First release", List.of(object, slashed));
  }

  public ScriptedEngine engine() {
    return engine;
  }

  public DataDirectory directory() {
    return directory;
  }

  public String user() {
    return user;
  }

  public String url() {
    return service.url();
  }

  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(request(path).build(), BodyHandlers.ofString());
  }

  public HttpResponse<String> delete(String path) throws IOException, InterruptedException {
    return http.send(request(path).DELETE().build(), BodyHandlers.ofString());
  }

  /** A form; names and values alternate. */
  public HttpResponse<String> post(String path, String... form)
      throws IOException, InterruptedException {
    return http.send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(encoded(form)))
            .build(),
        BodyHandlers.ofString());
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(
        URI.create(path.startsWith("http") ? path : service.url() + path));
  }

  public HttpClient http() {
    return http;
  }

  public static String encoded(String... form) {
    List<String> pairs = new ArrayList<>();
    for (int index = 0; index < form.length; index += 2) {
      pairs.add(form[index] + "=" + URLEncoder.encode(form[index + 1], StandardCharsets.UTF_8));
    }
    return String.join("&", pairs);
  }

  /** Creates and starts a job; gives its path. */
  public String submit(String... form) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of(form));
    all.addAll(List.of("PHASE", "RUN"));
    HttpResponse<String> created = post("/tap/async", all.toArray(String[]::new));
    return created.headers().firstValue("Location").orElseThrow().substring(service.url().length());
  }

  public String phase(String job) {
    try {
      return get(job + "/phase").body();
    } catch (IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  @Override
  public void close() {
    service.close();
  }
}
