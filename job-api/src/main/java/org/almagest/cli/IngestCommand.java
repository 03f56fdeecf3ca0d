package org.almagest.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.almagest.api.ServiceSettings;
import org.almagest.hats.write.ProductType;
import org.almagest.ingest.Companion;
import org.almagest.ingest.Descriptions;
import org.almagest.ingest.IngestRequest;
import org.almagest.ingest.IngestResult;
import org.almagest.ingest.PartitionLimits;
import org.almagest.ingest.SkyOptions;
import org.almagest.ingest.file.BadRows;
import org.almagest.ingest.file.FileOptions;
import org.almagest.ingest.file.Header;
import org.almagest.ingest.task.IngestListener;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Ingests files as a table of a release. */
@Command(
    name = "ingest",
    mixinStandardHelpOptions = true,
    description = {
      "Ingest CSV, TSV (gzip too), Parquet, FITS or VOTable files as one table of a release.",
      "Works beside a running service, which sees the table at once; a table of the same name is"
          + " replaced."
    },
    footer = {
      "",
      "Example:",
      "  almagest ingest --release gaia --table source --ra ra --dec dec part-*.csv.gz"
    })
final class IngestCommand implements Runnable {

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
      description = "Column of the right ascension; found by UCD or name where not given.")
  private @Nullable String ra;

  @Option(names = "--dec", paramLabel = "COL", description = "Column of the declination.")
  private @Nullable String dec;

  @Option(
      names = "--felis",
      paramLabel = "FILE",
      description = "Felis YAML with types, units, UCDs and descriptions of the columns.")
  private @Nullable Path felis;

  @Option(
      names = "--bad-rows",
      defaultValue = "fail",
      paramLabel = "fail|skip",
      description = "What to do with rows that cannot be read. Default: ${DEFAULT-VALUE}.")
  private BadRows badRows = BadRows.FAIL;

  @Option(
      names = "--columns",
      split = ",",
      paramLabel = "COL",
      description = "Names of the columns of text files that have no header and no Felis file.")
  private List<String> columns = List.of();

  @Option(
      names = "--header",
      defaultValue = "detect",
      paramLabel = "detect|present|absent",
      description =
          "Whether text files begin with a line of column names. Default:" + " ${DEFAULT-VALUE}.")
  private Header header = Header.DETECT;

  @Option(
      names = "--partition-rows",
      paramLabel = "N",
      description = "Rows of a HATS partition at most. Default: 1000000.")
  private @Nullable Long partitionRows;

  @Option(
      names = "--partition-order",
      paramLabel = "K",
      description = "HEALPix order that rows are counted by: no partition is smaller. Default: 8.")
  private @Nullable Integer partitionOrder;

  @Option(
      names = "--margin",
      defaultValue = "5",
      paramLabel = "ARCSEC",
      description =
          "How far the margin of each partition reaches; 0 for no margin. Default:"
              + " ${DEFAULT-VALUE}.")
  private double marginArcsec;

  @Option(
      names = "--id",
      paramLabel = "COL",
      description =
          "Column of the index to look rows up by; the primary key of the Felis file where not"
              + " given.")
  private @Nullable String id;

  @Option(
      names = "--type",
      paramLabel = "object|source",
      description = "What rows are; told by the table's name where not given.")
  private @Nullable ProductType type;

  @Option(
      names = "--companion",
      paramLabel = "T=COL,...",
      description =
          "Write these columns into a table of their own, with the id and the position: queries of"
              + " the other columns do not read past them. May be given again.")
  private Map<String, String> companions = Map.of();

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "The files; all one table.")
  private List<Path> files = List.of();

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Override
  public void run() {
    if ((ra == null) != (dec == null)) {
      throw new ParameterException(
          spec.commandLine(), "--ra and --dec go together: name both columns, or neither");
    }
    if (partitionRows != null && partitionRows < 1) {
      throw new ParameterException(
          spec.commandLine(), "--partition-rows is 1 or more, not " + partitionRows);
    }
    IngestRequest request =
        IngestRequest.of(table.release(), table.table(), files)
            .with(new Descriptions(table.notes(), table.description(), felis))
            .with(new FileOptions(ra, dec, columns, header, badRows))
            .with(limits())
            .with(skyOptions());
    PrintWriter err = spec.commandLine().getErr();
    ServiceSettings settings = config.settings(Map.of());
    CountDownLatch ended = new CountDownLatch(1);
    AtomicBoolean stopping = new AtomicBoolean();
    Thread ingesting = Thread.currentThread();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  if (ended.getCount() > 0) {
                    stopping.set(true);
                    ingesting.interrupt();
                  }
                  awaitEnd(ended);
                },
                "shutdown"));
    try (Workbench workbench = Workbench.open(dataDir.dataDirectory(), settings)) {
      IngestResult result = workbench.ingest().run(request, listener(workbench, err));
      report(result, spec.commandLine().getOut(), err);
    } catch (RuntimeException e) {
      if (stopping.get()) {
        throw new CommandFailure("Stopped before the end; nothing was ingested", e);
      }
      throw e;
    } finally {
      ended.countDown();
    }
  }

  /** Shows the steps, and ends them as soon as there is no database to commit to. */
  private static IngestListener listener(Workbench workbench, PrintWriter err) {
    ProgressLine line = new ProgressLine(err);
    return (step, done, total) -> {
      workbench.checkDatabase();
      line.progress(step, done, total);
    };
  }

  private PartitionLimits limits() {
    PartitionLimits usual = PartitionLimits.DEFAULT;
    try {
      return new PartitionLimits(
          partitionRows == null ? usual.rows() : partitionRows,
          usual.bytes(),
          partitionOrder == null ? usual.order() : partitionOrder);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private SkyOptions skyOptions() {
    try {
      return new SkyOptions(
          marginArcsec,
          id,
          type,
          companions.entrySet().stream()
              .map(
                  entry ->
                      new Companion(
                          entry.getKey(), List.of(entry.getValue().strip().split("\\s*,\\s*"))))
              .toList());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * After Ctrl-C: the ingest is interrupted, which fails it; what is half-written is removed and
   * the database closed before the process ends.
   */
  private static void awaitEnd(CountDownLatch ended) {
    try {
      if (!ended.await(20, TimeUnit.SECONDS)) {
        System.err.println("The ingest does not end; the next start removes what it leaves");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static void report(IngestResult result, PrintWriter out, PrintWriter err) {
    result.notes().forEach(note -> err.println("  note: " + note));
    if (result.rowsSkipped() > 0) {
      err.printf(Locale.ROOT, "  %,d bad rows were skipped:%n", result.rowsSkipped());
      result.badRows().forEach(row -> err.println("    " + row));
    }
    err.flush();
    out.printf(
        Locale.ROOT,
        "%s: %,d rows, %d columns, %,d bytes%n",
        result.table().qualifiedName(),
        result.rowsWritten(),
        result.table().columns().size(),
        result.table().bytes());
    out.flush();
  }
}
