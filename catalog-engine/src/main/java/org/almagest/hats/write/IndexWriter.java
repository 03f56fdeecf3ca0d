package org.almagest.hats.write;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.ColumnType;
import org.almagest.hats.HatsCatalog;
import org.almagest.hats.HatsPixel;
import org.almagest.hats.write.block.ColumnBlock;
import org.almagest.hats.write.block.IntBlock;
import org.almagest.hats.write.block.LongBlock;
import org.almagest.hats.write.block.SpillChunk;
import org.almagest.hats.write.block.TextBlock;
import org.almagest.hats.write.parquet.ParquetOutput;
import org.almagest.hats.write.parquet.ParquetSchema;
import org.almagest.hats.write.sort.RowRun;
import org.almagest.hats.write.sort.SortedKeys;
import org.almagest.hats.write.sort.SpillReader;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/** Writes the index catalog: in which partition the row of an id is, sorted by id. */
public final class IndexWriter {

  private static final int ROWS_OF_PART = 8 << 20;

  private final CatalogSpec spec;
  private final CatalogColumn idColumn;
  private final List<HatsPixel> partitions;
  private final long[] starts;
  private final Path dataset;
  private final Map<String, FileMetaData> footers = new LinkedHashMap<>();
  private @Nullable ParquetOutput part;
  private long rowsOfPart;

  /**
   * Remembers what to write.
   *
   * @param partitions those of the primary catalog
   * @param catalog the folder of the index catalog
   */
  public IndexWriter(CatalogSpec spec, List<HatsPixel> partitions, Path catalog) {
    this.spec = spec;
    this.idColumn = spec.columns().get(spec.idIndex());
    this.partitions = partitions.stream().sorted().toList();
    this.starts = this.partitions.stream().mapToLong(pixel -> pixel.range().first()).toArray();
    this.dataset = catalog.resolve("dataset");
  }

  /** The columns; the id comes last, as other writers have it. */
  List<CatalogColumn> columns() {
    return List.of(
        CatalogColumn.of("Norder", ColumnType.INTEGER),
        CatalogColumn.of("Npix", ColumnType.LONG),
        CatalogColumn.of(HatsCatalog.HEALPIX_COLUMN, ColumnType.LONG),
        idColumn);
  }

  MessageType schema() {
    return new MessageType(
        "schema",
        Types.optional(PrimitiveTypeName.INT32)
            .as(LogicalTypeAnnotation.intType(8, false))
            .named("Norder"),
        Types.optional(PrimitiveTypeName.INT64)
            .as(LogicalTypeAnnotation.intType(64, false))
            .named("Npix"),
        Types.optional(PrimitiveTypeName.INT64).named(HatsCatalog.HEALPIX_COLUMN),
        ParquetSchema.of(List.of(idColumn)).getType(0));
  }

  /** Writes all parts; returns their footers by path inside {@code dataset}. */
  public Map<String, FileMetaData> write(List<SpillChunk> ids, long bytes) throws IOException {
    try {
      new SpillReader(ids, PartitionWriter.indexTypes(spec), bytes)
          .read(Long.MIN_VALUE, Long.MAX_VALUE, this::write);
      finishPart();
    } finally {
      if (part != null) {
        part.close();
      }
    }
    return footers;
  }

  private void write(RowRun run) throws IOException {
    ParquetOutput file = part;
    if (file == null) {
      file = new ParquetOutput(dataset.resolve(partName()), columns(), schema(), List.of(3));
      part = file;
    }
    int[] order = run.order().rows();
    if (idColumn.type() == ColumnType.STRING) {
      sortEqualKeys((TextBlock) run.columns().get(2), run.order());
    }
    LongBlock pixels = (LongBlock) run.columns().get(1);
    IntBlock orders = new IntBlock(run.rows());
    LongBlock numbers = new LongBlock(run.rows());
    for (int row = 0; row < run.rows(); row++) {
      HatsPixel pixel = partitionOf(pixels.values()[row]);
      orders.addInt(pixel.order());
      numbers.addLong(pixel.pixel());
    }
    file.write(List.of(orders, numbers, pixels, ids(run)), order);
    rowsOfPart += run.rows();
    if (rowsOfPart >= ROWS_OF_PART) {
      finishPart();
    }
  }

  private String partName() {
    return "index/part." + footers.size() + ".parquet";
  }

  private HatsPixel partitionOf(long pixel) {
    int index = Arrays.binarySearch(starts, pixel);
    return partitions.get(index >= 0 ? index : -index - 2);
  }

  private ColumnBlock ids(RowRun run) {
    return switch (idColumn.type()) {
      case STRING -> run.columns().get(2);
      case UNSIGNED_BYTE, SHORT, INTEGER -> {
        LongBlock keys = (LongBlock) run.columns().get(0);
        IntBlock narrow = new IntBlock(run.rows());
        for (int row = 0; row < run.rows(); row++) {
          narrow.addInt((int) keys.values()[row]);
        }
        yield narrow;
      }
      case BOOLEAN, LONG, FLOAT, DOUBLE, TIMESTAMP -> run.columns().get(0);
    };
  }

  /** Texts that begin with the same eight bytes have one key. */
  private static void sortEqualKeys(TextBlock texts, SortedKeys order) {
    int first = 0;
    while (first < order.rows().length) {
      int last = first + 1;
      while (last < order.rows().length && order.keys()[last] == order.keys()[first]) {
        last++;
      }
      if (last - first > 1) {
        List<Integer> rows = new ArrayList<>();
        for (int index = first; index < last; index++) {
          rows.add(order.rows()[index]);
        }
        rows.sort(texts::compare);
        for (int index = first; index < last; index++) {
          order.rows()[index] = rows.get(index - first);
        }
      }
      first = last;
    }
  }

  private void finishPart() throws IOException {
    ParquetOutput file = part;
    if (file != null) {
      footers.put(partName(), file.finish());
      part = null;
      rowsOfPart = 0;
    }
  }
}
