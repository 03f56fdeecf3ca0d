package org.almagest.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.SkyColumns;
import org.almagest.hats.NioParquet;
import org.almagest.hats.write.CatalogSpec;
import org.almagest.hats.write.ProductType;
import org.almagest.hats.write.SpillChunk;
import org.apache.parquet.hadoop.metadata.BlockMetaData;

/**
 * Writes rows that a query gave as a HATS catalog, for a match to read: all of them, those without
 * a position too, and every value as it is. There is no margin, and no index.
 */
public final class TemporaryCatalog {

  private static final String NAME = "rows";
  private static final long ROWS_OF_PART = 500_000;
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
      throw Failures.translated(e, folder);
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
    long rows = Math.max(1, parts.stream().mapToLong(StagedPart::good).sum());
    long bytesOfRow = Math.max(1, chunks.stream().mapToLong(SpillChunk::bytes).sum() / rows);
    CatalogSpec spec =
        new CatalogSpec(
            NAME,
            ProductType.OBJECT,
            columns,
            sky,
            NO_MARGIN,
            null,
            Math.max(1, Math.min(limits.rows(), limits.bytes() / bytesOfRow)),
            Instant.EPOCH);
    Path catalog = folder.resolve("catalog");
    TableWriter writer = new TableWriter(tasks, spill, catalog, chunks, bytes);
    writer.writeHats(spec, writer.partitions(spec, StagedPart.counts(parts, limits.order())));
    Staging.delete(spill);
    return catalog;
  }

  private int index(String column) {
    return columns.stream().map(CatalogColumn::name).toList().indexOf(column);
  }

  private static List<QueryRows.Part> parts(List<Path> files) throws IOException {
    List<QueryRows.Part> parts = new ArrayList<>();
    for (Path file : files) {
      List<BlockMetaData> groups = NioParquet.footer(file).getBlocks();
      long rows = 0;
      int first = 0;
      for (int group = 0; group < groups.size(); group++) {
        rows += groups.get(group).getRowCount();
        if (rows >= ROWS_OF_PART || group == groups.size() - 1) {
          parts.add(new QueryRows.Part(file.toString(), parts.size(), first, group + 1));
          rows = 0;
          first = group + 1;
        }
      }
    }
    return parts;
  }
}
