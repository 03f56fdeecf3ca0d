package org.almagest.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs one query on a service: to standard output, or into MyDB. */
@Command(
    name = "query",
    mixinStandardHelpOptions = true,
    description = "Run an ADQL query and print its result, or store it in MyDB.",
    footer = {
      "",
      "Examples:",
      "  almagest query 'SELECT TOP 5 * FROM demo.object'",
      "  almagest query --format csv - < query.adql > result.csv",
      "  almagest query --destination mydb.bright 'SELECT ra, dec FROM demo.object WHERE r_mag < 18'"
    })
final class QueryCommand implements Runnable {

  /** What standard output gets. */
  enum Format {
    CSV,
    VOTABLE,
    TEXT
  }

  @Mixin
  @SuppressWarnings("NullAway.Init") // set by picocli
  private ServiceAddress address;

  @Mixin
  @SuppressWarnings("NullAway.Init") // set by picocli
  private QueryArgument query;

  @Option(
      names = "--format",
      defaultValue = "text",
      paramLabel = "csv|votable|text",
      description = "What to print. Default: ${DEFAULT-VALUE}.")
  private Format format = Format.TEXT;

  @Option(
      names = "--maxrec",
      paramLabel = "N",
      description = "Rows to return at most; the service may have a lower limit.")
  private @Nullable Long maxrec;

  @Option(
      names = "--destination",
      paramLabel = "mydb.NAME",
      description = "Store the result as a table in MyDB instead of printing it.")
  private @Nullable String destination;

  @Option(
      names = "--replace",
      description = "With --destination: replace the table if it is there already.")
  private boolean replace;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Override
  public void run() {
    if (maxrec != null && maxrec < 0) {
      throw new ParameterException(
          spec.commandLine(), "--maxrec is a number of rows, 0 or more, not " + maxrec);
    }
    if (replace && destination == null) {
      throw new ParameterException(spec.commandLine(), "--replace goes with --destination");
    }
    Map<String, String> form = query.form();
    form.put("LANG", "ADQL");
    if (maxrec != null) {
      form.put("MAXREC", maxrec.toString());
    }
    ServiceClient client = new ServiceClient(address.uri());
    if (destination == null) {
      print(client, form);
    } else {
      form.put("DESTINATION", destination);
      if (replace) {
        form.put("DESTINATION_MODE", "replace");
      }
      store(client, form, destination);
    }
  }

  private void print(ServiceClient client, Map<String, String> form) {
    form.put("RESPONSEFORMAT", format == Format.CSV ? "csv" : "votable/td");
    HttpResponse<InputStream> response = client.post("/tap/sync", form);
    if (response.statusCode() >= 400) {
      throw new CommandFailure(ErrorDocument.message(ServiceClient.body(response)));
    }
    try (InputStream body = response.body()) {
      if (format == Format.TEXT) {
        printText(body);
      } else {
        OutputStream out = new BufferedOutputStream(System.out);
        body.transferTo(out);
        out.flush();
      }
    } catch (IOException e) {
      throw new CommandFailure("The answer of the service broke off: " + e.getMessage(), e);
    }
  }

  private void printText(InputStream votable) {
    PrintWriter out = spec.commandLine().getOut();
    TextTable table = new TextTable(out);
    table.copy(votable);
    out.flush();
    PrintWriter err = spec.commandLine().getErr();
    err.println(
        table.rows()
            + (table.rows() == 1 ? " row" : " rows")
            + (table.overflow() ? "; there are more: raise --maxrec" : ""));
    err.flush();
  }

  private void store(ServiceClient client, Map<String, String> form, String table) {
    PrintWriter err = spec.commandLine().getErr();
    AsyncJob job = AsyncJob.submit(client, form);
    err.println("Job " + job.uri());
    OptionalLong rows =
        job.await(
            line -> {
              err.println("  " + line);
              err.flush();
            });
    PrintWriter out = spec.commandLine().getOut();
    out.println(table + (rows.isPresent() ? ": " + rows.getAsLong() + " rows" : ""));
    out.flush();
  }
}
