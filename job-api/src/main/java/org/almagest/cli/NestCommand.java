package org.almagest.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.almagest.ingest.nest.NestRequest;
import org.almagest.ingest.nest.NestResult;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes a table of objects that carry their detections in a nested column. */
@Command(
    name = "nest",
    mixinStandardHelpOptions = true,
    description = {
      "Make a table of a release whose rows carry rows of another table in a nested column, such as"
          + " objects with their light curves, in the layout of nested-pandas that LSDB opens.",
      "Detections are found by the id of their object wherever they lie; those without one are"
          + " counted. Works beside a running service, which sees the table at once."
    },
    footer = {
      "",
      "Example:",
      "  almagest nest --release dp1 --object object --source source --on objectId \\",
      "    --columns mjd,flux,band --sort-by mjd --as lightcurve --table object_lc"
    })
final class NestCommand implements Runnable {

  @Mixin
  @SuppressWarnings("NullAway.Init") // set by picocli
  private DataDirOption dataDir;

  @Mixin
  @SuppressWarnings("NullAway.Init") // set by picocli
  private ConfigOption config;

  @Option(
      names = "--release",
      required = true,
      paramLabel = "R",
      description = "The release of the new table; in ADQL the table is R.T.")
  @SuppressWarnings("NullAway.Init") // set by picocli
  private String release;

  @Option(names = "--table", required = true, paramLabel = "T", description = "The new table.")
  @SuppressWarnings("NullAway.Init") // set by picocli
  private String table;

  @Option(
      names = "--object",
      required = true,
      paramLabel = "[R.]T",
      description = "The table whose rows get the column.")
  @SuppressWarnings("NullAway.Init") // set by picocli
  private String object;

  @Option(
      names = "--source",
      required = true,
      paramLabel = "[R.]T",
      description = "The table whose rows are nested.")
  @SuppressWarnings("NullAway.Init") // set by picocli
  private String source;

  @Option(
      names = "--on",
      required = true,
      paramLabel = "COL[=COL]",
      description =
          "The column with the id of the object, in both tables; if it is called otherwise in that"
              + " of detections, its name there after [=].")
  @SuppressWarnings("NullAway.Init") // set by picocli
  private String on;

  @Option(
      names = "--columns",
      required = true,
      split = ",",
      paramLabel = "COL",
      description = "The columns to nest.")
  private List<String> columns = List.of();

  @Option(
      names = "--sort-by",
      paramLabel = "COL",
      description = "Which of them sorts the nested rows, such as the time.")
  private @Nullable String sortBy;

  @Option(
      names = "--as",
      defaultValue = "lightcurve",
      paramLabel = "NAME",
      description = "The name of the nested column. Default: ${DEFAULT-VALUE}.")
  private String name = "lightcurve";

  @Option(
      names = "--description",
      paramLabel = "TEXT",
      description = "What the table holds; that of the table of objects where not given.")
  private @Nullable String description;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Override
  public void run() {
    String[] ids = on.split("=", -1);
    if (ids.length > 2 || ids[0].isBlank() || ids[ids.length - 1].isBlank()) {
      throw new ParameterException(
          spec.commandLine(), "--on is [objectId], or [id=objectId] where the names differ");
    }
    NestRequest request =
        new NestRequest(
            release,
            table,
            qualified(object),
            qualified(source),
            ids[0].strip(),
            ids[ids.length - 1].strip(),
            columns.stream().map(String::strip).toList(),
            sortBy,
            name,
            description);
    try (Workbench workbench = Workbench.open(dataDir.dataDirectory(), config.settings(Map.of()))) {
      NestResult result =
          workbench.nesting().run(request, new ProgressLine(spec.commandLine().getErr()));
      report(result);
    }
  }

  private String qualified(String given) {
    return given.contains(".") ? given : release + "." + given;
  }

  private void report(NestResult result) {
    if (result.orphans() > 0) {
      spec.commandLine()
          .getErr()
          .printf(
              Locale.ROOT,
              "  note: %,d rows of [%s] have no id of a row of [%s]: left out%n",
              result.orphans(),
              qualified(source),
              qualified(object));
      spec.commandLine().getErr().flush();
    }
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "%s: %,d rows with %,d nested ones, %,d bytes%n",
            result.table().qualifiedName(),
            result.table().rows(),
            result.nested(),
            result.table().bytes());
    spec.commandLine().getOut().flush();
  }
}
