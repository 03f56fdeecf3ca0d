package org.almagest.hats.write;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.almagest.hats.HatsPixel;
import org.almagest.hats.write.block.LongBlock;
import org.almagest.hats.write.block.SpillChunk;
import org.almagest.hats.write.parquet.ParquetOutput;
import org.almagest.hats.write.sort.RowRun;
import org.almagest.hats.write.sort.SortedKeys;
import org.almagest.hats.write.sort.SpillReader;
import org.apache.parquet.format.FileMetaData;

/** Writes the margin catalog's files: one for each target that has rows in its margin. */
public final class MarginWriter {

  private final CatalogSpec spec;
  private final MarginCells margins;
  private final Path dataset;
  private final SpillReader reader;

  /**
   * Remembers what to write.
   *
   * @param rows the rows that partitions have in margins
   * @param catalog the folder of the margin catalog
   * @param bytes about how much may be in memory
   */
  public MarginWriter(
      CatalogSpec spec, MarginCells margins, List<SpillChunk> rows, Path catalog, long bytes) {
    this.spec = spec;
    this.margins = margins;
    this.dataset = catalog.resolve("dataset");
    this.reader = new SpillReader(rows, PartitionWriter.marginTypes(spec), bytes);
  }

  /** The targets that have rows, of those whose spill files are given. */
  public static List<Integer> targets(MarginCells margins, List<SpillChunk> rows) {
    boolean[] found = new boolean[margins.targets().size()];
    for (SpillChunk chunk : rows) {
      long[] marks = chunk.marks();
      for (long target = marks[0]; target <= marks[marks.length - 1]; target++) {
        found[(int) target] = true;
      }
    }
    List<Integer> targets = new ArrayList<>();
    for (int target = 0; target < found.length; target++) {
      if (found[target]) {
        targets.add(target);
      }
    }
    return targets;
  }

  /** Writes the margin of a target, if it has any rows. */
  public List<WrittenFile> write(int target) throws IOException {
    HatsPixel pixel = margins.targets().get(target);
    int[] runs = new int[1];
    List<RowRun> single = new ArrayList<>();
    reader.read(
        target,
        target,
        run -> {
          runs[0]++;
          single.clear();
          if (runs[0] == 1) {
            single.add(run);
          }
        });
    if (runs[0] == 0) {
      return List.of();
    }
    // A margin of several runs is sorted within each run only, as a margin may be.
    List<Integer> sortedBy = runs[0] == 1 ? List.of(0) : List.of();
    try (ParquetOutput file =
        new ParquetOutput(dataset.resolve(pixel.file()), spec.stored(), sortedBy)) {
      if (single.isEmpty()) {
        reader.read(target, target, run -> write(run, file));
      } else {
        write(single.get(0), file);
      }
      FileMetaData footer = file.finish();
      return List.of(new WrittenFile(pixel, footer));
    }
  }

  private static void write(RowRun run, ParquetOutput file) throws IOException {
    LongBlock pixels = (LongBlock) run.columns().get(1);
    SortedKeys sorted = SortedKeys.of(pixels.values(), pixels.rows());
    file.write(run.columns().subList(1, run.columns().size()), sorted.rows());
  }
}
