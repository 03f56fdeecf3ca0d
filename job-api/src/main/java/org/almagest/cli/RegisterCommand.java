package org.almagest.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.almagest.hats.Location;
import org.almagest.hats.MissingPartitions;
import org.almagest.register.RegisterRequest;
import org.almagest.register.RegisterResult;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a HATS catalog a table of a release, where it is. */
@Command(
    name = "register",
    mixinStandardHelpOptions = true,
    description = {
      "Make a HATS catalog or collection a table of a release where it is: nothing is copied, and"
          + " its files stay another's.",
      "Works beside a running service, which sees the table at once; a registered table of the same"
          + " name is replaced."
    },
    footer = {
      "",
      "Examples:",
      "  almagest register --release gaia --table dr3 /data/hats/gaia_dr3",
      "  almagest register --release ztf --table dr22 hdfs://namenode:8020/hats/ztf_dr22"
    })
final class RegisterCommand implements Runnable {

  @Mixin
  @SuppressWarnings("NullAway.Init") // set by picocli
  private DataDirOption dataDir;

  @Mixin
  @SuppressWarnings("NullAway.Init") // set by picocli
  private ConfigOption config;

  @Mixin
  @SuppressWarnings("NullAway.Init") // set by picocli
  private NewTable table;

  @Option(
      names = "--ra",
      paramLabel = "COL",
      description = "Column of the right ascension, where the catalog's properties do not say it.")
  private @Nullable String ra;

  @Option(names = "--dec", paramLabel = "COL", description = "Column of the declination.")
  private @Nullable String dec;

  @Option(
      names = "--felis",
      paramLabel = "FILE",
      description = "Felis YAML with units, UCDs and descriptions of the columns.")
  private @Nullable Path felis;

  @Option(
      names = "--missing-partitions",
      defaultValue = "refuse",
      paramLabel = "refuse|skip",
      description =
          "What to do with a catalog that lacks files of partitions that it lists; the table's"
              + " description tells how many were skipped. Default: ${DEFAULT-VALUE}.")
  private MissingPartitions missing = MissingPartitions.REFUSE;

  @Parameters(
      paramLabel = "PATH",
      description = "The folder of the catalog or collection, or its URI on HDFS.")
  @SuppressWarnings("NullAway.Init") // set by picocli
  private String path;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Override
  public void run() {
    if ((ra == null) != (dec == null)) {
      throw new ParameterException(
          spec.commandLine(), "--ra and --dec go together: name both columns, or neither");
    }
    RegisterRequest request =
        RegisterRequest.of(table.release(), table.table(), Location.of(path))
            .withPosition(ra, dec)
            .withDescriptions(table.notes(), table.description(), felis)
            .withMissing(missing);
    try (Workbench workbench = Workbench.open(dataDir.dataDirectory(), config.settings(Map.of()))) {
      RegisterResult result = workbench.registration().register(request);
      report(result);
    }
  }

  private void report(RegisterResult result) {
    PrintWriter err = spec.commandLine().getErr();
    result.notes().forEach(note -> err.println("  note: " + note));
    err.flush();
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "%s: %,d rows, %d columns, %,d bytes in %,d partitions at %s%n",
        result.table().qualifiedName(),
        result.table().rows(),
        result.table().columns().size(),
        result.table().bytes(),
        result.partitions(),
        result.table().files().location());
    out.flush();
  }
}
