package org.almagest.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.SkyColumns;
import org.almagest.files.FileTree;
import org.almagest.hats.write.CatalogSpec;
import org.almagest.hats.write.ProductType;
import org.almagest.hats.write.block.SpillChunk;
import org.almagest.ingest.error.IngestException;
import org.almagest.ingest.file.FilePart;
import org.almagest.ingest.file.ParquetTypes;
import org.almagest.ingest.file.SourceFile;
import org.almagest.ingest.task.IngestListener;
import org.almagest.ingest.task.LocalTasks;
import org.almagest.ingest.task.Tasks;

/**
 * Writes rows that a query gave as a HATS catalog, for a match to read: all of them, those without
 * a position too, and every value as it is. There is no margin, and no index.
 */
public final class TemporaryCatalog {

  private static final String NAME = "rows";
  private static final double NO_MARGIN = 0;

  private final List<CatalogColumn> columns;
  private final SkyColumns sky;

  /**
   * @param columns of the files
   * @param sky the columns of the positions, which are numbers
   */
  public TemporaryCatalog(List<CatalogColumn> columns, SkyColumns sky) {
    this.columns = List.copyOf(columns);
    this.sky = sky;
  }

  /**
   * Writes the catalog, in threads of this process.
   *
   * @param files Parquet
   * @param folder does not exist yet; holds what is needed meanwhile, and the catalog. On failure
   *     the caller removes it
   * @param listener what it throws ends the work
   * @return the folder of the catalog
   * @throws IngestException if it fails
   */
  public Path write(List<Path> files, Path folder, IngestListener listener) {
    try (Tasks tasks = new LocalTasks(Runtime.getRuntime().availableProcessors(), listener)) {
      return write(files, folder, tasks);
    } catch (IOException | InterruptedException e) {
      throw TaskFailures.translated(e, folder);
    }
  }

  private Path write(List<Path> files, Path folder, Tasks tasks)
      throws IOException, InterruptedException {
    long bytes = Ingest.bytesOfTask(tasks);
    PartitionLimits limits = PartitionLimits.DEFAULT;
    Path spill = folder.resolve("spill");
    tasks.begin(IngestListener.Step.READING);
    QueryRows reading =
        new QueryRows(
            columns, index(sky.ra()), index(sky.dec()), spill.toString(), limits.order(), bytes);
    List<StagedPart> parts = tasks.run(parts(files), reading::read);
    List<SpillChunk> chunks = parts.stream().flatMap(part -> part.chunks().stream()).toList();
    long rows = parts.stream().mapToLong(StagedPart::good).sum();
    long staged = chunks.stream().mapToLong(SpillChunk::bytes).sum();
    CatalogSpec spec =
        new CatalogSpec(
            NAME,
            ProductType.OBJECT,
            columns,
            sky,
            NO_MARGIN,
            null,
            limits.threshold(staged, rows),
            Instant.EPOCH);
    Path catalog = folder.resolve("catalog");
    TableWriter writer = new TableWriter(tasks, spill, catalog, chunks, bytes);
    writer.writeHats(spec, writer.partitions(spec, StagedPart.counts(parts, limits.order())));
    FileTree.delete(spill);
    return catalog;
  }

  private int index(String column) {
    return columns.stream().map(CatalogColumn::name).toList().indexOf(column);
  }

  private List<FilePart> parts(List<Path> files) {
    List<FilePart> parts = new ArrayList<>();
    for (Path path : files) {
      SourceFile file =
          new SourceFile(path.toString(), SourceFile.Format.PARQUET, ',', columns, true, Map.of());
      parts.addAll(ParquetTypes.parts(file, parts.size(), Ingest.ROWS_OF_PART));
    }
    return parts;
  }
}
