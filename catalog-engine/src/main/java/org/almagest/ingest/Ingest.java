package org.almagest.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
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
import org.almagest.hats.write.CatalogSpec;
import org.almagest.hats.write.SpillChunk;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
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
  private static final long ROWS_OF_PART = 500_000;
  private static final DateTimeFormatter VERSION =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final @Nullable SparkSession spark;
  private final DataDirectory data;
  private final Supplier<CatalogStore> store;
  private final Clock clock;

  /** Ingests in threads of this process, as many as it has processors. */
  public Ingest(DataDirectory data, CatalogStore store, Clock clock) {
    this(null, data, () -> store, clock);
  }

  /**
   * Ingests on Spark's executors, which see the data directory under the same path as this process.
   * The session stays the caller's.
   */
  public Ingest(SparkSession spark, DataDirectory data, CatalogStore store, Clock clock) {
    this(spark, data, () -> store, clock);
  }

  /**
   * Ingests as one of the others does.
   *
   * @param spark whose executors do it; null for threads of this process
   * @param store asked for when all is written; what it throws fails the ingest
   */
  public Ingest(
      @Nullable SparkSession spark, DataDirectory data, Supplier<CatalogStore> store, Clock clock) {
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
      return new OldVersions(data, clock.instant().minus(age)).remove(store.get());
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
    try (Tasks tasks = tasks(listener);
        Staging staging = Staging.open(release)) {
      return run(request, staging, tasks);
    } catch (Exception e) {
      // Spark throws checked exceptions that its Java signatures do not declare.
      throw Failures.translated(e, release);
    }
  }

  private Tasks tasks(IngestListener listener) {
    return spark == null
        ? new LocalTasks(Runtime.getRuntime().availableProcessors(), listener)
        : new SparkTasks(JavaSparkContext.fromSparkContext(spark.sparkContext()), listener);
  }

  private IngestResult run(IngestRequest request, Staging staging, Tasks tasks)
      throws IOException, InterruptedException {
    tasks.begin(IngestListener.Step.INSPECTING);
    @Nullable TableDescription described = described(request);
    List<String> expected =
        described == null
            ? request.columnNames()
            : described.columns().stream().map(CatalogColumn::name).toList();
    FileInspector inspector = new FileInspector(expected, request.header(), ParquetTypes::describe);
    List<SourceFile> files = request.files().stream().map(inspector::inspect).toList();
    ColumnPlan plan = new ColumnPlan(files);
    TableShape shape = shape(request, described, files, plan, tasks);
    long bytes = bytesOfTask(tasks);

    tasks.begin(IngestListener.Step.READING);
    PartStage stage =
        new PartStage(
            shape, request.badRows(), staging.raw().toString(), request.limits().order(), bytes);
    List<StagedPart> parts = tasks.run(parts(files), stage::read);
    RowReport report = RowReport.of(parts, REPORTS);
    report.check(request);

    Placement.Layout layout =
        write(request, described, new TableOfParts(shape, parts, report), staging, tasks, bytes);
    tasks.begin(IngestListener.Step.COMMITTING);
    return commit(request, described, staging, shape, plan, report, layout);
  }

  /** A third of the heap, shared by what runs at once; more than 256 MiB bring nothing. */
  private static long bytesOfTask(Tasks tasks) {
    return Math.min(256L << 20, Runtime.getRuntime().maxMemory() / 3 / tasks.atOnce());
  }

  private static List<FilePart> parts(List<SourceFile> files) {
    List<FilePart> parts = new ArrayList<>();
    for (SourceFile file : files) {
      if (file.format() == SourceFile.Format.PARQUET) {
        parts.addAll(ParquetTypes.parts(file, parts.size(), ROWS_OF_PART));
      } else {
        parts.add(new FilePart(file, parts.size(), 0, 0, 0));
      }
    }
    return parts;
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
      Tasks tasks)
      throws IOException, InterruptedException {
    if (described != null) {
      SkyFinder finder = new SkyFinder(plan.described(described));
      return finder.shape(finder.find(request.raColumn(), request.decColumn()));
    }
    Map<String, ColumnGuess> guesses = TextGuesses.of(files, tasks);
    SkyColumns sky =
        new SkyFinder(files.get(0).columns()).find(request.raColumn(), request.decColumn());
    List<CatalogColumn> columns = plan.inferred(guesses, sky);
    return new SkyFinder(columns).shape(sky);
  }

  private record TableOfParts(TableShape shape, List<StagedPart> parts, RowReport report) {
    List<SpillChunk> chunks() {
      return parts.stream().flatMap(part -> part.chunks().stream()).toList();
    }
  }

  private Placement.Layout write(
      IngestRequest request,
      @Nullable TableDescription described,
      TableOfParts table,
      Staging staging,
      Tasks tasks,
      long bytes)
      throws IOException, InterruptedException {
    List<SpillChunk> chunks = table.chunks();
    long good = table.report().good();
    long staged = chunks.stream().mapToLong(SpillChunk::bytes).sum();
    long bytesOfRow = Math.max(1, staged / Math.max(1, good));
    long threshold =
        Math.max(1, Math.min(request.limits().rows(), request.limits().bytes() / bytesOfRow));
    TableWriter writer = new TableWriter(tasks, staging, chunks, bytes);
    SkyPlan sky = table.shape().sky();
    if (sky == null) {
      writer.writePlain(table.shape().columns(), threshold);
      return Placement.Layout.PARQUET;
    }
    CatalogSpec spec =
        new SkyTable(request, described, table.shape()).spec(sky, threshold, clock.instant());
    writer.writeHats(spec, StagedPart.counts(table.parts(), request.limits().order()));
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
    CatalogStore catalog = store.get();
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
      Optional<Placement> replaced = catalog.commit(table, request.releaseDescription());
      if (replaced.isPresent() && isOurs(replaced.get())) {
        OldVersions.mark(replaced.get().root(), clock.instant());
      }
      return new IngestResult(
          table, report.good(), report.bad(), report.lines(), plan.notes(), replaced.orElse(null));
    } catch (RuntimeException e) {
      if (!mayBeVisible(catalog, version)) {
        Staging.delete(version);
      }
      throw e;
    }
  }

  /** The files of a table that was only registered are another's. */
  private boolean isOurs(Placement placement) {
    return placement.isLocal() && placement.root().startsWith(data.releases());
  }

  /** A commit whose answer was lost may have happened all the same. */
  private static boolean mayBeVisible(CatalogStore catalog, Path version) {
    try {
      return catalog.visibleFolders().contains(version);
    } catch (CatalogStoreException e) {
      return true;
    }
  }
}
