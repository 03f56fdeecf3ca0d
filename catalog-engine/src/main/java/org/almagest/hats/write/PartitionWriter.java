package org.almagest.hats.write;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.almagest.catalog.ColumnType;
import org.almagest.hats.HatsPixel;
import org.almagest.hats.write.block.ColumnBlock;
import org.almagest.hats.write.block.LongBlock;
import org.almagest.hats.write.block.SpillChunk;
import org.almagest.hats.write.block.TextBlock;
import org.almagest.hats.write.parquet.ParquetOutput;
import org.almagest.hats.write.sort.CellCounts;
import org.almagest.hats.write.sort.IndexKeys;
import org.almagest.hats.write.sort.RowRun;
import org.almagest.hats.write.sort.RowSpill;
import org.almagest.hats.write.sort.SpillReader;
import org.apache.parquet.format.FileMetaData;
import org.jspecify.annotations.Nullable;

/** Writes partitions from spilled rows, and spills on what margins and the index need of them. */
public final class PartitionWriter {

  private final CatalogSpec spec;
  private final @Nullable MarginCells margins;
  private final Path dataset;
  private final Path spill;
  private final int mapOrder;
  private final long bytes;
  private final SpillReader reader;

  /**
   * Remembers what to write.
   *
   * @param rows all rows of the catalog, keyed by their pixel of order 29
   * @param margins null for none
   * @param catalog the folder of the catalog
   * @param spill a folder for what is needed later
   * @param mapOrder the order to count rows by
   * @param bytes about how much may be in memory
   */
  public PartitionWriter(
      CatalogSpec spec,
      List<SpillChunk> rows,
      @Nullable MarginCells margins,
      Path catalog,
      Path spill,
      int mapOrder,
      long bytes) {
    this.spec = spec;
    this.margins = margins;
    this.dataset = catalog.resolve("dataset");
    this.spill = spill;
    this.mapOrder = mapOrder;
    this.bytes = bytes;
    this.reader = new SpillReader(rows, spec.types(), bytes);
  }

  /** Writes a partition. */
  public PartitionResult write(HatsPixel pixel) throws IOException {
    String name = pixel.order() + "-" + pixel.pixel();
    @Nullable RowSpill marginRows =
        margins == null
            ? null
            : new RowSpill(spill, "margin-" + name, marginTypes(spec), bytes / 2);
    @Nullable RowSpill ids =
        spec.idIndex() < 0 ? null : new RowSpill(spill, "id-" + name, indexTypes(spec), bytes);
    Found found = new Found(mapOrder);
    try (ParquetOutput file =
        new ParquetOutput(dataset.resolve(pixel.file()), spec.stored(), List.of(0))) {
      reader.read(
          pixel.range().first(),
          pixel.range().last(),
          run -> {
            found.add(run);
            file.write(run.columns(), run.order().rows());
            if (marginRows != null && margins != null) {
              spillMargins(run, margins, marginRows);
            }
            if (ids != null) {
              spillIds(run, ids);
            }
          });
      FileMetaData footer = file.finish();
      return new PartitionResult(
          pixel,
          footer,
          found.firstRow,
          found.counts,
          marginRows == null ? List.of() : marginRows.finish(),
          ids == null ? List.of() : ids.finish());
    }
  }

  private static final class Found {
    private @Nullable Object[] firstRow = {};
    private CellCounts counts;

    Found(int order) {
      counts = CellCounts.none(order);
    }

    void add(RowRun run) {
      if (firstRow.length == 0) {
        int row = run.order().rows()[0];
        firstRow = run.columns().stream().map(block -> block.value(row)).toArray();
      }
      counts = counts.plus(CellCounts.of(counts.order(), run.order().keys(), run.rows()));
    }
  }

  static List<ColumnType> marginTypes(CatalogSpec spec) {
    List<ColumnType> types = new ArrayList<>();
    types.add(ColumnType.LONG);
    types.addAll(spec.types());
    return types;
  }

  private static void spillMargins(RowRun run, MarginCells margins, RowSpill spill)
      throws IOException {
    int[] order = run.order().rows();
    List<int[]> pieces = new ArrayList<>();
    margins.find(
        run.order().keys(),
        run.rows(),
        (target, first, last) -> pieces.add(new int[] {target, first, last}));
    for (int[] piece : pieces) {
      for (int row = piece[1]; row < piece[2]; row++) {
        for (int column = 0; column < run.columns().size(); column++) {
          spill.columns().get(column).addFrom(run.columns().get(column), order[row]);
        }
        spill.addKey(piece[0]);
      }
      spill.flushIfFull();
    }
  }

  static List<ColumnType> indexTypes(CatalogSpec spec) {
    ColumnType type = spec.columns().get(spec.idIndex()).type();
    return type == ColumnType.STRING
        ? List.of(ColumnType.LONG, ColumnType.STRING)
        : List.of(ColumnType.LONG);
  }

  private void spillIds(RowRun run, RowSpill spill) throws IOException {
    ColumnBlock id = run.columns().get(spec.idIndex() + 1);
    int[] order = run.order().rows();
    LongBlock pixels = (LongBlock) spill.columns().get(0);
    for (int row = 0; row < order.length; row++) {
      if (id.isNull(order[row])) {
        continue;
      }
      pixels.addLong(run.order().keys()[row]);
      if (id instanceof TextBlock text) {
        spill.columns().get(1).addFrom(text, order[row]);
      }
      spill.addKey(IndexKeys.of(id, order[row]));
      spill.flushIfFull();
    }
  }
}
