package org.almagest.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.almagest.catalog.CatalogColumn;
import org.almagest.hats.HatsPixel;
import org.almagest.hats.write.CatalogSpec;
import org.almagest.hats.write.CollectionWriter;
import org.almagest.hats.write.IndexWriter;
import org.almagest.hats.write.MarginCells;
import org.almagest.hats.write.MarginWriter;
import org.almagest.hats.write.PartitionChoice;
import org.almagest.hats.write.PartitionResult;
import org.almagest.hats.write.PartitionWriter;
import org.almagest.hats.write.PlainWriter;
import org.almagest.hats.write.WrittenFile;
import org.almagest.hats.write.block.SpillChunk;
import org.almagest.hats.write.sort.CellCounts;
import org.almagest.ingest.task.IngestListener;
import org.almagest.ingest.task.Tasks;
import org.jspecify.annotations.Nullable;

/** Writes staged rows as the files of a table. */
final class TableWriter {

  private static final int COARSEST_MAP_ORDER = 8;
  private static final int DEEPEST_MAP_ORDER = 10;

  private final Tasks tasks;
  private final Path spill;
  private final Path table;
  private final List<SpillChunk> rows;
  private final long bytes;

  /**
   * Remembers what to write.
   *
   * @param spill a folder for what is needed for a while
   * @param table the folder to write
   * @param rows the good ones
   * @param bytes about how much one task may keep in memory
   */
  TableWriter(Tasks tasks, Path spill, Path table, List<SpillChunk> rows, long bytes) {
    this.tasks = tasks;
    this.spill = spill;
    this.table = table;
    this.rows = List.copyOf(rows);
    this.bytes = bytes;
  }

  /** Chooses the partitions of a HATS catalog. */
  List<HatsPixel> partitions(CatalogSpec spec, CellCounts counts) throws IOException {
    tasks.begin(IngestListener.Step.PARTITIONING);
    return new PartitionChoice(rows, spec.maxRows(), bytes).partitions(counts);
  }

  /** Writes a HATS collection. */
  void writeHats(CatalogSpec spec, List<HatsPixel> pixels)
      throws IOException, InterruptedException {
    @Nullable MarginCells margins =
        spec.marginArcsec() > 0 ? MarginCells.of(pixels, spec.marginArcsec()) : null;
    int deepest = pixels.stream().mapToInt(HatsPixel::order).max().orElse(0);
    int mapOrder = Math.max(COARSEST_MAP_ORDER, Math.min(DEEPEST_MAP_ORDER, deepest));

    tasks.begin(IngestListener.Step.WRITING);
    CollectionWriter collection = new CollectionWriter(spec, table);
    List<PartitionResult> partitions = writePartitions(spec, collection, pixels, margins, mapOrder);
    collection.writePrimary(partitions);
    if (margins != null) {
      List<SpillChunk> inMargins =
          partitions.stream().flatMap(partition -> partition.margin().stream()).toList();
      collection.writeMargin(writeMargins(spec, collection, margins, inMargins));
    }
    if (spec.idColumn() != null) {
      List<SpillChunk> ids =
          partitions.stream().flatMap(partition -> partition.ids().stream()).toList();
      IndexWriter index = new IndexWriter(spec, pixels, collection.index());
      collection.writeIndex(index, index.write(ids, bytes));
    }
    collection.writeCollection();
  }

  private List<PartitionResult> writePartitions(
      CatalogSpec spec,
      CollectionWriter collection,
      List<HatsPixel> pixels,
      @Nullable MarginCells margins,
      int mapOrder)
      throws IOException, InterruptedException {
    String catalog = collection.primary().toString();
    String spillFolder = spill.toString();
    List<SpillChunk> from = rows;
    long share = bytes;
    return tasks.run(
        pixels,
        pixel ->
            new PartitionWriter(
                    spec, from, margins, Path.of(catalog), Path.of(spillFolder), mapOrder, share)
                .write(pixel));
  }

  private List<WrittenFile> writeMargins(
      CatalogSpec spec,
      CollectionWriter collection,
      MarginCells margins,
      List<SpillChunk> inMargins)
      throws IOException, InterruptedException {
    String catalog = collection.margin().toString();
    long share = bytes;
    List<WrittenFile> files = new ArrayList<>();
    List<ArrayList<WrittenFile>> found =
        tasks.run(
            MarginWriter.targets(margins, inMargins),
            target ->
                new ArrayList<>(
                    new MarginWriter(spec, margins, inMargins, Path.of(catalog), share)
                        .write(target)));
    found.forEach(files::addAll);
    return files;
  }

  /** Writes plain files, for a table without positions. */
  void writePlain(List<CatalogColumn> columns, long rowsOfFile)
      throws IOException, InterruptedException {
    tasks.begin(IngestListener.Step.WRITING);
    String folder = table.toString();
    long share = bytes;
    List<CatalogColumn> stored = List.copyOf(columns);
    tasks.run(
        PlainWriter.files(rows, rowsOfFile),
        file -> new PlainWriter(stored, Path.of(folder), share).write(file));
  }
}
