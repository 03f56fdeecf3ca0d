package org.almagest.ingest.nest;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.CatalogTable;
import org.almagest.catalog.ColumnType;
import org.almagest.catalog.DataDirectory;
import org.almagest.catalog.FilePlacement;
import org.almagest.catalog.ReleaseNotes;
import org.almagest.catalog.store.CatalogStore;
import org.almagest.hats.HatsCatalog;
import org.almagest.hats.HatsFile;
import org.almagest.hats.HatsPartition;
import org.almagest.hats.write.WrittenFile;
import org.almagest.hats.write.block.SpillChunk;
import org.almagest.hats.write.nested.NestedCollectionWriter;
import org.almagest.hats.write.nested.NestedPartitionWriter;
import org.almagest.hats.write.nested.NestedPartitionWriter.Target;
import org.almagest.hats.write.nested.SourceJoin;
import org.almagest.hats.write.parquet.NestedColumn;
import org.almagest.ingest.Ingest;
import org.almagest.ingest.NewNames;
import org.almagest.ingest.TaskFailures;
import org.almagest.ingest.error.IngestException;
import org.almagest.ingest.nest.NestingStage.Part;
import org.almagest.ingest.nest.NestingStage.Staged;
import org.almagest.ingest.publish.Publication;
import org.almagest.ingest.publish.Staging;
import org.almagest.ingest.task.IngestListener;
import org.almagest.ingest.task.LocalTasks;
import org.almagest.ingest.task.Tasks;
import org.apache.parquet.schema.MessageType;

/**
 * Makes a table whose rows carry rows of another one in a nested column, such as objects with their
 * light curves, in the layout of nested-pandas.
 *
 * <p>Both tables are read once by their ids into spill files, joined range by range of ids, and
 * spilled again by where the objects are; then the partitions of the objects are copied as they
 * are, with the nested column after them. So sources are found wherever they lie.
 */
public final class Nesting {

  private final DataDirectory data;
  private final CatalogStore store;
  private final Clock clock;

  /** Nests in threads of this process, as many as it has processors. */
  public Nesting(DataDirectory data, CatalogStore store, Clock clock) {
    this.data = data;
    this.store = store;
    this.clock = clock;
  }

  /**
   * Makes the table, and returns when it is visible.
   *
   * @throws IngestException if it fails; nothing is visible then
   */
  public NestResult run(NestRequest request, IngestListener listener) {
    NewNames.check(request.release(), request.table());
    NewNames.checkColumn(request.name());
    Path release = data.releases().resolve(request.release());
    try (Tasks tasks = new LocalTasks(Runtime.getRuntime().availableProcessors(), listener);
        Staging staging = Staging.open(release)) {
      tasks.begin(IngestListener.Step.INSPECTING);
      return new Run(request, NestingPlan.of(request, store), staging, tasks).nest();
    } catch (IOException | InterruptedException | RuntimeException e) {
      throw TaskFailures.translated(e, release);
    }
  }

  private final class Run {
    private final NestRequest request;
    private final NestingPlan plan;
    private final Staging staging;
    private final Tasks tasks;
    private final long bytes;
    private final NestingStage stage;

    Run(NestRequest request, NestingPlan plan, Staging staging, Tasks tasks) {
      this.request = request;
      this.plan = plan;
      this.staging = staging;
      this.tasks = tasks;
      this.bytes = Ingest.bytesOfTask(tasks);
      this.stage = new NestingStage(staging.raw(), plan.idType(), bytes);
    }

    NestResult nest() throws IOException, InterruptedException {
      HatsCatalog objects = plan.objects().catalog();
      List<Target> targets = targets(objects, 0);
      List<List<Target>> margins = new ArrayList<>();
      int number = targets.size();
      for (HatsCatalog margin : plan.objects().margins()) {
        margins.add(targets(margin, number));
        number += margin.partitions().size();
      }
      tasks.begin(IngestListener.Step.READING);
      List<Target> all = new ArrayList<>(targets);
      margins.forEach(all::addAll);
      List<Staged> ids = tasks.run(parts(all), part -> stage.objects(part, plan.objectId()));
      NestedColumn column = plan.column();
      List<Staged> sources =
          tasks.run(
              parts(targets(plan.sources().catalog(), 0)),
              part -> stage.sources(part, plan.sourceId(), column.fields()));
      tasks.begin(IngestListener.Step.PARTITIONING);
      Found found = join(chunks(ids), chunks(sources), targets.size());
      tasks.begin(IngestListener.Step.WRITING);
      write(found.rows(), targets, margins);
      tasks.begin(IngestListener.Step.COMMITTING);
      long rows = sources.stream().mapToLong(Staged::rows).sum();
      return commit(found.matched(), rows - found.matched());
    }

    private Found join(List<SpillChunk> ids, List<SpillChunk> sources, int primaries)
        throws IOException, InterruptedException {
      List<ColumnType> types = plan.column().types();
      List<SourceJoin.Joined> joined =
          tasks.run(
              SourceJoin.ranges(sources, 4 * tasks.atOnce()),
              range ->
                  new SourceJoin(
                          ids, sources, types, plan.idType(), primaries, staging.raw(), bytes)
                      .join(range));
      for (SourceJoin.Joined part : joined) {
        if (part.duplicate() != null) {
          throw new IngestException(
              IngestException.Code.WRONG_REQUEST,
              String.format(
                  Locale.ROOT,
                  "Two rows of [%s] have the id [%s] in column [%s]: name a column that tells its"
                      + " rows apart",
                  plan.object().qualifiedName(),
                  part.duplicate(),
                  plan.objectId()));
        }
      }
      return new Found(
          joined.stream().flatMap(part -> part.rows().stream()).toList(),
          joined.stream().mapToLong(SourceJoin.Joined::matched).sum());
    }

    private void write(List<SpillChunk> rows, List<Target> targets, List<List<Target>> margins)
        throws IOException, InterruptedException {
      NestedCollectionWriter writer =
          new NestedCollectionWriter(
              plan.objects(),
              staging.table(),
              request.release() + "_" + request.table(),
              plan.column(),
              clock.instant());
      List<CatalogColumn> known = plan.object().columns();
      HatsCatalog objects = plan.objects().catalog();
      writer.writePrimary(writeAll(rows, objects.schema(), writer.primary(), targets), known);
      for (int index = 0; index < margins.size(); index++) {
        HatsCatalog margin = plan.objects().margins().get(index);
        writer.writeMargin(
            margin,
            writeAll(rows, margin.schema(), writer.margin(margin), margins.get(index)),
            known);
      }
      writer.writeIndexes();
      writer.writeCollection();
    }

    private List<WrittenFile> writeAll(
        List<SpillChunk> rows, MessageType schema, Path folder, List<Target> targets)
        throws IOException, InterruptedException {
      return tasks.run(
          targets,
          target ->
              new NestedPartitionWriter(plan.column(), rows, schema, folder, staging.raw(), bytes)
                  .write(target));
    }

    private NestResult commit(long nested, long orphans) throws IOException {
      long size = TaskFailures.bytes(staging.table());
      Publication publication = new Publication(data, store, clock, staging);
      Path version = publication.move(staging.table(), request.release(), request.table());
      CatalogTable table =
          new CatalogTable(
              request.release(),
              request.table(),
              request.description() == null ? plan.object().description() : request.description(),
              plan.shown(),
              plan.object().skyColumns(),
              new FilePlacement(FilePlacement.Layout.HATS, version),
              plan.objects().catalog().rows(),
              size,
              plan.notes(request.release()));
      return new NestResult(
          table,
          nested,
          orphans,
          publication.commit(List.of(table), ReleaseNotes.NONE).orElse(null));
    }
  }

  private record Found(List<SpillChunk> rows, long matched) {}

  private static List<SpillChunk> chunks(List<Staged> staged) {
    return staged.stream().flatMap(part -> part.chunks().stream()).toList();
  }

  private static List<Target> targets(HatsCatalog catalog, int firstNumber) {
    List<Target> targets = new ArrayList<>();
    for (HatsPartition partition : catalog.partitions()) {
      targets.add(new Target(firstNumber + targets.size(), partition));
    }
    return targets;
  }

  private static List<Part> parts(List<Target> targets) {
    List<Part> parts = new ArrayList<>();
    for (Target target : targets) {
      long row = 0;
      for (HatsFile file : target.partition().files()) {
        parts.add(new Part(parts.size(), target.number(), row, file));
        row += file.rows();
      }
    }
    return parts;
  }
}
