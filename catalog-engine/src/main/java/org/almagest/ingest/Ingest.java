package org.almagest.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.CatalogTable;
import org.almagest.catalog.DataDirectory;
import org.almagest.catalog.FilePlacement;
import org.almagest.catalog.ForeignKey;
import org.almagest.catalog.SkyColumns;
import org.almagest.catalog.TableNotes;
import org.almagest.catalog.load.FelisException;
import org.almagest.catalog.load.FelisReader;
import org.almagest.catalog.load.SchemaDescription;
import org.almagest.catalog.load.TableDescription;
import org.almagest.catalog.store.CatalogStore;
import org.almagest.hats.HatsPixel;
import org.almagest.hats.write.block.SpillChunk;
import org.almagest.ingest.error.IngestException;
import org.almagest.ingest.file.ColumnGuess;
import org.almagest.ingest.file.ColumnPlan;
import org.almagest.ingest.file.FileInspector;
import org.almagest.ingest.file.FilePart;
import org.almagest.ingest.file.ParquetTypes;
import org.almagest.ingest.file.SourceFile;
import org.almagest.ingest.file.TextGuesses;
import org.almagest.ingest.publish.OldVersions;
import org.almagest.ingest.publish.Publication;
import org.almagest.ingest.publish.Staging;
import org.almagest.ingest.task.IngestListener;
import org.almagest.ingest.task.LocalTasks;
import org.almagest.ingest.task.SparkTasks;
import org.almagest.ingest.task.Tasks;
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
  static final long ROWS_OF_PART = 500_000;

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
      throw TaskFailures.translated(e, data.releases());
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
      throw TaskFailures.translated(e, data.releases());
    }
  }

  /**
   * Makes the table, and returns when it is visible.
   *
   * @throws IngestException if it fails; nothing is visible then
   */
  public IngestResult run(IngestRequest request, IngestListener listener) {
    NewNames.check(request);
    Path release = data.releases().resolve(request.release());
    try (Tasks tasks = tasks(listener);
        Staging staging = Staging.open(release)) {
      return run(request, staging, tasks);
    } catch (Exception e) {
      // Spark throws checked exceptions that its Java signatures do not declare.
      throw TaskFailures.translated(e, release);
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
            ? request.fileOptions().columnNames()
            : described.columns().stream().map(CatalogColumn::name).toList();
    FileInspector inspector =
        new FileInspector(expected, request.fileOptions().header(), ParquetTypes::describe);
    List<SourceFile> files = request.files().stream().map(inspector::inspect).toList();
    ColumnPlan plan = new ColumnPlan(files);
    TableShape shape = shape(request, described, files, plan, tasks);
    split(request, described, shape, 1);
    long bytes = bytesOfTask(tasks);

    tasks.begin(IngestListener.Step.READING);
    PartStage stage =
        new PartStage(
            shape,
            request.fileOptions().badRows(),
            staging.raw().toString(),
            request.limits().order(),
            bytes);
    List<StagedPart> parts = tasks.run(parts(files), stage::read);
    RowReport report = RowReport.of(parts, REPORTS);
    report.check(request);

    List<WrittenTable> tables =
        write(request, described, new TableOfParts(shape, parts, report), staging, tasks, bytes);
    tasks.begin(IngestListener.Step.COMMITTING);
    return commit(request, described, staging, tables, plan, report);
  }

  /**
   * A twelfth of the heap, shared by what runs at once; more than 256 MiB bring nothing. A text
   * that is most of the rows is in memory up to eight times: as read, in order, as a page,
   * compressed, and again for the margin, in arrays that may be twice as long as they need be.
   */
  public static long bytesOfTask(Tasks tasks) {
    return Math.min(256L << 20, Runtime.getRuntime().maxMemory() / 12 / tasks.atOnce());
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
    Path felis = request.descriptions().felis();
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
      return finder.shape(finder.find(request.fileOptions().ra(), request.fileOptions().dec()));
    }
    Map<String, ColumnGuess> guesses = TextGuesses.of(files, tasks);
    SkyColumns sky =
        new SkyFinder(files.get(0).columns())
            .find(request.fileOptions().ra(), request.fileOptions().dec());
    List<CatalogColumn> columns = plan.inferred(guesses, sky);
    return new SkyFinder(columns).shape(sky);
  }

  private record TableOfParts(TableShape shape, List<StagedPart> parts, RowReport report) {
    List<SpillChunk> chunks() {
      return parts.stream().flatMap(part -> part.chunks().stream()).toList();
    }
  }

  /** Which columns go where; null for a table without positions. */
  private @Nullable TableSplit split(
      IngestRequest request,
      @Nullable TableDescription described,
      TableShape shape,
      long threshold) {
    SkyPlan sky = shape.sky();
    if (sky != null) {
      SkyTableSpec table = new SkyTableSpec(request, described, shape);
      return new TableSplit(request, table.spec(sky, threshold, clock.instant()));
    }
    if (!request.skyOptions().companions().isEmpty()) {
      throw new IngestException(
          IngestException.Code.WRONG_REQUEST,
          "A table without positions has no companions: name the columns of the positions");
    }
    return null;
  }

  private List<WrittenTable> write(
      IngestRequest request,
      @Nullable TableDescription described,
      TableOfParts table,
      Staging staging,
      Tasks tasks,
      long bytes)
      throws IOException, InterruptedException {
    List<SpillChunk> chunks = table.chunks();
    TableSplit split = split(request, described, table.shape(), 1);
    List<SpillChunk> mainRows = split == null ? chunks : split.main().rows(chunks);
    long good = table.report().good();
    long staged = mainRows.stream().mapToLong(SpillChunk::bytes).sum();
    long threshold = request.limits().threshold(staged, good);
    TableWriter writer = new TableWriter(tasks, staging.raw(), staging.table(), mainRows, bytes);
    TableSplit chosen = split(request, described, table.shape(), threshold);
    if (chosen == null) {
      writer.writePlain(table.shape().columns(), threshold);
      return List.of(
          new WrittenTable(
              request.table(),
              staging.table(),
              FilePlacement.Layout.PARQUET,
              table.shape().columns(),
              null,
              null));
    }
    List<HatsPixel> pixels =
        writer.partitions(
            chosen.main().spec(), StagedPart.counts(table.parts(), request.limits().order()));
    writer.writeHats(chosen.main().spec(), pixels);
    List<WrittenTable> tables = new ArrayList<>();
    tables.add(staged(chosen.main(), staging.table()));
    for (TableSplit.Piece companion : chosen.companions()) {
      Path folder = staging.companion(companion.table());
      Path spill = staging.raw().resolve(companion.table());
      new TableWriter(tasks, spill, folder, companion.rows(chunks), bytes)
          .writeHats(companion.spec(), pixels);
      tables.add(staged(companion, folder));
    }
    return tables;
  }

  private static WrittenTable staged(TableSplit.Piece piece, Path folder) {
    return new WrittenTable(
        piece.table(),
        folder,
        FilePlacement.Layout.HATS,
        piece.spec().columns(),
        piece.spec().skyColumns(),
        piece.spec().idColumn());
  }

  private IngestResult commit(
      IngestRequest request,
      @Nullable TableDescription described,
      Staging staging,
      List<WrittenTable> staged,
      ColumnPlan plan,
      RowReport report)
      throws IOException {
    String description = request.descriptions().table();
    if (description == null && described != null) {
      description = described.description();
    }
    Publication publication = new Publication(data, store.get(), clock, staging);
    List<CatalogTable> tables = new ArrayList<>();
    List<String> notes = new ArrayList<>(plan.notes());
    for (WrittenTable table : staged) {
      @Nullable String companionId = tables.isEmpty() ? null : table.idColumn();
      if (companionId != null) {
        notes.add("Companion [" + table.name() + "] has the other columns, by the same id");
      }
      long bytes = TaskFailures.bytes(table.folder());
      tables.add(
          new CatalogTable(
              request.release(),
              table.name(),
              companionId != null
                  ? "Columns of [" + request.table() + "] that are seldom wanted"
                  : description,
              table.columns(),
              table.sky(),
              new FilePlacement(
                  table.layout(),
                  publication.move(table.folder(), request.release(), table.name())),
              report.good(),
              bytes,
              notes(request, described, table, companionId)));
    }
    Optional<FilePlacement> replaced =
        publication.commit(tables, request.descriptions().ofRelease());
    return new IngestResult(
        tables.get(0), report.good(), report.bad(), report.lines(), notes, replaced.orElse(null));
  }

  /** What is told of a table; a companion refers to the rows of the table that it is one of. */
  private static TableNotes notes(
      IngestRequest request,
      @Nullable TableDescription described,
      WrittenTable table,
      @Nullable String companionId) {
    TableNotes told = TableDescription.notes(described, table.columns());
    if (companionId == null) {
      return told;
    }
    List<ForeignKey> keys = new ArrayList<>(told.keys());
    keys.add(
        new ForeignKey(
            table.name() + "_" + request.table(), companionId, request.table(), companionId));
    return new TableNotes(null, null, keys, told.groups());
  }
}
