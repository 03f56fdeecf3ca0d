package org.almagest.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.CatalogTable;
import org.almagest.catalog.DataDirectory;
import org.almagest.catalog.Placement;
import org.almagest.catalog.SkyColumns;
import org.almagest.catalog.load.FelisException;
import org.almagest.catalog.load.FelisReader;
import org.almagest.catalog.load.SchemaDescription;
import org.almagest.catalog.load.TableDescription;
import org.almagest.catalog.store.CatalogStore;
import org.almagest.catalog.store.CatalogStoreException;
import org.almagest.hats.HatsPixel;
import org.almagest.hats.write.CatalogMetadata;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;

/**
 * Makes a table of a release from raw files: HATS where it has positions, else plain Parquet.
 *
 * <p>The files are read once into a staging folder, written from there as the table, renamed to
 * their place, and made visible by one transaction. Whatever fails before that leaves nothing
 * behind but, after a kill, the staging folder.
 */
public final class Ingest {

  private static final int REPORTS = 20;
  private static final DateTimeFormatter VERSION =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final SparkSession spark;
  private final DataDirectory data;
  private final CatalogStore store;
  private final Clock clock;

  /** Keeps the session, which stays the caller's. */
  public Ingest(SparkSession spark, DataDirectory data, CatalogStore store, Clock clock) {
    this.spark = spark;
    this.data = data;
    this.store = store;
    this.clock = clock;
  }

  /**
   * Removes what killed runs left; those that run are left alone.
   *
   * @throws IngestException if it cannot
   */
  public static void removeLeftovers(DataDirectory data) {
    if (!Files.isDirectory(data.releases())) {
      return;
    }
    try (Stream<Path> releases = Files.list(data.releases())) {
      for (Path release : releases.filter(Files::isDirectory).toList()) {
        Staging.removeLeftovers(release);
      }
    } catch (IOException e) {
      throw Failures.translated(e, data.releases());
    }
  }

  /**
   * Removes versions that no table has any more, once no query can still read them.
   *
   * @param age how long ago a version must have been replaced
   * @return the folders that were removed
   * @throws IngestException if it cannot
   */
  public List<Path> removeOldVersions(Duration age) {
    try {
      return new OldVersions(data, clock.instant().minus(age)).remove(store);
    } catch (IOException e) {
      throw Failures.translated(e, data.releases());
    }
  }

  /**
   * Makes the table, and returns when it is visible.
   *
   * @throws IngestException if it fails; nothing is visible then
   */
  public IngestResult run(IngestRequest request, IngestListener listener) {
    Names.check(request);
    Path release = data.releases().resolve(request.release());
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    try (StepProgress progress = new StepProgress(context, listener);
        Staging staging = Staging.open(release)) {
      return run(request, staging, progress);
    } catch (Exception e) {
      // Spark throws checked exceptions that its Java signatures do not declare.
      throw Failures.translated(e, release);
    }
  }

  private IngestResult run(IngestRequest request, Staging staging, StepProgress progress)
      throws IOException {
    progress.begin(IngestListener.Step.INSPECTING);
    SparkSession session = session();
    FileStage stage = new FileStage(session);
    @Nullable TableDescription described = described(request);
    List<String> expected =
        described == null
            ? request.columnNames()
            : described.columns().stream().map(CatalogColumn::name).toList();
    FileInspector inspector = new FileInspector(expected, request.header(), stage::describeParquet);
    List<SourceFile> files = request.files().stream().map(inspector::inspect).toList();
    ColumnPlan plan = new ColumnPlan(files);
    TableShape shape = shape(request, described, files, plan, stage);

    progress.begin(IngestListener.Step.READING);
    stage.write(files, shape, request.badRows(), staging.raw());
    Dataset<Row> staged =
        session.read().schema(StagedRows.schema(shape)).parquet(staging.raw().toUri().toString());
    RowReport report = RowReport.of(staged, REPORTS);
    report.check(request);

    Dataset<Row> good = staged.where(functions.col(StagedRows.PROBLEM).isNull());
    Placement.Layout layout = write(request, staging, progress, shape, good, report);
    progress.begin(IngestListener.Step.COMMITTING);
    return commit(request, described, staging, shape, plan, report, layout);
  }

  /** A session of our own settings in the same Spark application. */
  private SparkSession session() {
    SparkSession session = spark.newSession();
    session.conf().set("spark.sql.session.timeZone", "UTC");
    session.conf().set("spark.sql.caseSensitive", true);
    return session;
  }

  private static @Nullable TableDescription described(IngestRequest request) {
    Path felis = request.felis();
    if (felis == null) {
      return null;
    }
    try {
      SchemaDescription schema = FelisReader.read(felis);
      return schema
          .table(request.table())
          .orElseThrow(
              () ->
                  new IngestException(
                      IngestException.Code.WRONG_REQUEST,
                      "The Felis file ["
                          + felis
                          + "] describes no table ["
                          + request.table()
                          + "]; its tables are "
                          + String.join(
                              ", ",
                              schema.tables().stream().map(TableDescription::name).toList())));
    } catch (FelisException e) {
      throw new IngestException(
          IngestException.Code.WRONG_REQUEST, String.valueOf(e.getMessage()), e);
    }
  }

  private static TableShape shape(
      IngestRequest request,
      @Nullable TableDescription described,
      List<SourceFile> files,
      ColumnPlan plan,
      FileStage stage) {
    if (described != null) {
      SkyFinder finder = new SkyFinder(plan.described(described));
      return finder.shape(finder.find(request.raColumn(), request.decColumn()));
    }
    Map<String, ColumnGuess> guesses = stage.guesses(files);
    SkyColumns sky =
        new SkyFinder(files.get(0).columns()).find(request.raColumn(), request.decColumn());
    List<CatalogColumn> columns = plan.inferred(guesses, sky);
    return new SkyFinder(columns).shape(sky);
  }

  private Placement.Layout write(
      IngestRequest request,
      Staging staging,
      StepProgress progress,
      TableShape shape,
      Dataset<Row> rows,
      RowReport report)
      throws IOException {
    PartitionWriter writer = new PartitionWriter(rows, shape);
    long bytesOfRow = Math.max(1, Failures.bytes(staging.raw()) / Math.max(1, report.good()));
    long threshold =
        Math.max(1, Math.min(request.limits().rows(), request.limits().bytes() / bytesOfRow));
    SkyPlan sky = shape.sky();
    if (sky == null) {
      progress.begin(IngestListener.Step.WRITING);
      long files = Math.max(1, (report.good() + threshold - 1) / threshold);
      writer.writePlain(staging.table(), (int) Math.min(files, 10_000));
      return Placement.Layout.PARQUET;
    }
    progress.begin(IngestListener.Step.PARTITIONING);
    List<HatsPixel> pixels = writer.partitions(threshold);
    progress.begin(IngestListener.Step.WRITING);
    writer.writeHats(staging.table().resolve("dataset"), pixels);
    new CatalogMetadata(
            request.release() + "_" + request.table(), sky.columns(), threshold, clock.instant())
        .write(staging.table(), pixels);
    return Placement.Layout.HATS;
  }

  private IngestResult commit(
      IngestRequest request,
      @Nullable TableDescription described,
      Staging staging,
      TableShape shape,
      ColumnPlan plan,
      RowReport report,
      Placement.Layout layout)
      throws IOException {
    Path tables = data.releases().resolve(request.release()).resolve(request.table());
    Files.createDirectories(tables);
    Path version = tables.resolve(VERSION.format(clock.instant()) + "-" + staging.id());
    long bytes = Failures.bytes(staging.table());
    Files.move(staging.table(), version, StandardCopyOption.ATOMIC_MOVE);
    String description = request.tableDescription();
    SkyPlan sky = shape.sky();
    CatalogTable table =
        new CatalogTable(
            request.release(),
            request.table(),
            description != null || described == null ? description : described.description(),
            shape.columns(),
            sky == null ? null : sky.columns(),
            new Placement(layout, version),
            report.good(),
            bytes);
    try {
      Optional<Placement> replaced = store.commit(table, request.releaseDescription());
      if (replaced.isPresent()) {
        OldVersions.mark(replaced.get().root(), clock.instant());
      }
      return new IngestResult(
          table, report.good(), report.bad(), report.lines(), plan.notes(), replaced.orElse(null));
    } catch (RuntimeException e) {
      if (!mayBeVisible(version)) {
        Staging.delete(version);
      }
      throw e;
    }
  }

  /** A commit whose answer was lost may have happened all the same. */
  private boolean mayBeVisible(Path version) {
    try {
      return store.visibleFolders().contains(version);
    } catch (CatalogStoreException e) {
      return true;
    }
  }
}
