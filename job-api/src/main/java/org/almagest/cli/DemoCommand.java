package org.almagest.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.almagest.catalog.Citation;
import org.almagest.ingest.Descriptions;
import org.almagest.ingest.Ingest;
import org.almagest.ingest.IngestRequest;
import org.almagest.ingest.PartitionLimits;
import org.almagest.sample.SampleSky;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The main job on a generated sky: ingest, serve, cross-match into MyDB, read it back. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Ingest a sample release, start the service, run a cross-match by async TAP into MyDB and show"
          + " the result.",
      "Stays up until Ctrl-C."
    })
final class DemoCommand implements Runnable {

  private static final long SEED = 20_261_125;

  /** Small enough that a field of a few degrees has several partitions. */
  private static final PartitionLimits LIMITS =
      new PartitionLimits(20_000, PartitionLimits.DEFAULT.bytes());

  private static final String MATCH =
      """
      SELECT s.sourceId, s.objectId, r.refId, s.band, s.midpointMjdTai, s.psfFlux,
             IN_UNIT(DISTANCE(POINT(s.ra, s.dec), POINT(r.RAJ2000, r.DEJ2000)), 'arcsec')
               AS separation_arcsec
      FROM demo.source AS s
      JOIN demo.reference AS r
        ON DISTANCE(POINT(s.ra, s.dec), POINT(r.RAJ2000, r.DEJ2000)) < 1.0 / 3600
      """;

  private static final String SUMMARY =
      """
      SELECT m.band, COUNT(*) AS matches, AVG(m.separation_arcsec) AS mean_arcsec,
             AVG(m.psfFlux) AS mean_flux, AVG(o.r_psfMag) AS mean_r_mag
      FROM mydb.demo_match AS m
      JOIN demo.object AS o ON o.objectId = m.objectId
      GROUP BY m.band
      ORDER BY m.band
      """;

  private static final Citation CITATION =
      new Citation(
          null,
          "This sky is made up by almagest demo: nothing in it may be published as observed.",
          null,
          "almagest demo",
          null);

  @Mixin
  @SuppressWarnings("NullAway.Init") // set by picocli
  private DataDirOption dataDir;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Port to listen on; 0 for any that is free. Default: 8080.")
  private @Nullable Integer port;

  @Option(names = "--exit", description = "End after the demonstration instead of staying up.")
  private boolean exit;

  @Mixin
  @SuppressWarnings("NullAway.Init") // set by picocli
  private ConfigOption config;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  private Instant start = Instant.EPOCH;

  @Override
  public void run() {
    start = Instant.now();
    Map<String, Object> overrides = port == null ? Map.of() : Map.of("almagest.server.port", port);
    step("Starting PostgreSQL, Spark, DuckDB and the service");
    try (Service service = Service.start(dataDir.dataDirectory(), config.settings(overrides))) {
      say("   up at " + service.url() + "/tap, data in " + service.data().root());
      step("Writing the raw files of a made-up survey, as a telescope team would hand them over");
      ingest(service);
      ServiceClient client = new ServiceClient(java.net.URI.create(service.url()));
      match(client);
      step("A second query joins the MyDB table with the release");
      say(indent(SUMMARY));
      table(client, SUMMARY);
      step("Done");
      if (exit) {
        return;
      }
      howToGoOn(service.url());
      UpCommand.awaitEnd(service);
    }
  }

  private void ingest(Service service) {
    Path folder = service.workbench().scratch().resolve("sample");
    try {
      SampleSky.Written sample = SampleSky.write(folder, SEED);
      step("Ingesting them as the release demo: HATS catalogs of HEALPix-partitioned Parquet");
      Ingest ingest = service.workbench().ingest();
      run(
          ingest,
          IngestRequest.of("demo", "object", sample.objects())
              .with(Descriptions.felis(sample.felis())));
      run(
          ingest,
          IngestRequest.of("demo", "source", sample.sources())
              .with(Descriptions.felis(sample.felis())));
      run(ingest, IngestRequest.of("demo", "reference", List.of(sample.reference())));
      service.workbench().keepCitation("demo", CITATION);
    } catch (IOException e) {
      throw new CommandFailure("The sample files cannot be written: " + e.getMessage(), e);
    }
  }

  private void run(Ingest ingest, IngestRequest request) {
    PrintWriter out = spec.commandLine().getOut();
    out.print("   ");
    IngestCommand.report(
        ingest.run(request.with(LIMITS), (step, done, total) -> {}),
        out,
        spec.commandLine().getErr());
  }

  private void match(ServiceClient client) {
    step("A cross-match by async TAP, its result going to mydb.demo_match");
    say(indent(MATCH));
    Map<String, String> form = new LinkedHashMap<>();
    form.put("LANG", "ADQL");
    form.put("QUERY", MATCH);
    form.put("DESTINATION", "mydb.demo_match");
    form.put("DESTINATION_MODE", "replace");
    AsyncJob job = AsyncJob.submit(client, form);
    say("   job " + job.uri());
    OptionalLong rows = job.await(line -> say("   " + line));
    say(String.format(Locale.ROOT, "   mydb.demo_match holds %,d rows", rows.orElse(0)));
  }

  private void table(ServiceClient client, String query) {
    HttpResponse<InputStream> response =
        client.post(
            "/tap/sync", Map.of("LANG", "ADQL", "QUERY", query, "RESPONSEFORMAT", "votable/td"));
    if (response.statusCode() >= 400) {
      throw new CommandFailure(ErrorDocument.message(ServiceClient.body(response)));
    }
    try (InputStream body = response.body()) {
      new TextTable(spec.commandLine().getOut()).copy(body);
    } catch (IOException e) {
      throw new CommandFailure("The answer of the service broke off: " + e.getMessage(), e);
    }
  }

  private void howToGoOn(String url) {
    say(
        """

        Go on from here, in another terminal:

          curl '%1$s/tap/sync?LANG=ADQL&FORMAT=csv' --data-urlencode \\
            'QUERY=SELECT TOP 5 objectId, ra, dec, r_psfMag FROM demo.object ORDER BY r_psfMag'

          python3 -c 'import pyvo; print(pyvo.dal.TAPService("%1$s/tap").run_sync(
            "SELECT TOP 5 * FROM mydb.demo_match").to_table())'

          stilts tapquery tapurl=%1$s/tap sync=false ofmt=text \\
            adql='SELECT band, COUNT(*) AS n FROM demo.source GROUP BY band'

          ./almagest query --url %1$s "SELECT table_name FROM TAP_SCHEMA.tables"

          curl %1$s/api/mydb/tables

        The service stays up until Ctrl-C."""
            .formatted(url));
  }

  private static String indent(String text) {
    return text.stripTrailing().indent(6).stripTrailing();
  }

  private void step(String title) {
    say(String.format(Locale.ROOT, "[%5.1f s] %s", seconds(), title));
  }

  private double seconds() {
    return Duration.between(start, Instant.now()).toMillis() / 1000.0;
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
