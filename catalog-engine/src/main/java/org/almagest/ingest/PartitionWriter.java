package org.almagest.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.ColumnType;
import org.almagest.hats.HatsCatalog;
import org.almagest.hats.HatsPixel;
import org.almagest.hats.write.DataFileWriter;
import org.almagest.hats.write.Partitioning;
import org.almagest.sky.Healpix;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/** Writes staged rows as the files of a table, in Spark tasks. */
final class PartitionWriter {

  private static final int FIRST_ORDER = 8;
  private static final int LAST_ORDER = 16;
  private static final int MOST_TASKS = 400;

  private final Dataset<Row> rows;
  private final TableShape shape;

  /**
   * Remembers what to write.
   *
   * @param rows the good ones, as they were staged
   */
  PartitionWriter(Dataset<Row> rows, TableShape shape) {
    this.rows = rows;
    this.shape = shape;
  }

  /** Chooses the partitions of a table with positions. */
  List<HatsPixel> partitions(long threshold) {
    for (int order = FIRST_ORDER; ; order += 2) {
      Partitioning partitioning = new Partitioning(order, counts(order));
      if (partitioning.largest() <= threshold || order >= LAST_ORDER) {
        return partitioning.partitions(threshold, Partitioning.EmptySiblings.DROP);
      }
    }
  }

  private SortedMap<Long, Long> counts(int order) {
    SortedMap<Long, Long> counts = new TreeMap<>();
    int shift = 2 * (Healpix.MAX_ORDER - order);
    rows.groupBy(functions.shiftright(functions.col(StagedRows.PIXEL), shift).as("cell"))
        .count()
        .toLocalIterator()
        .forEachRemaining(row -> counts.put(row.getLong(0), row.getLong(1)));
    return counts;
  }

  /** Writes one file for each partition, its rows in the order of their pixels. */
  void writeHats(Path dataset, List<HatsPixel> pixels) {
    List<CatalogColumn> columns = new ArrayList<>();
    columns.add(CatalogColumn.of(HatsCatalog.HEALPIX_COLUMN, ColumnType.LONG));
    columns.addAll(shape.columns());
    long[] starts = pixels.stream().mapToLong(pixel -> pixel.range().first()).toArray();
    List<String> paths =
        pixels.stream().map(pixel -> dataset.resolve(pixel.file()).toString()).toList();
    UDF1<Long, Integer> partitionOf = pixel -> indexOf(starts, pixel);
    MapPartitionsFunction<Row, Long> write =
        iterator -> writeFiles(iterator, starts, paths, columns);
    Dataset<Row> placed =
        rows.withColumn(
            "partition",
            functions
                .udf(partitionOf, DataTypes.IntegerType)
                .apply(functions.col(StagedRows.PIXEL)));
    placed
        .repartition(Math.min(MOST_TASKS, pixels.size()), functions.col("partition"))
        .sortWithinPartitions(StagedRows.PIXEL)
        .mapPartitions(write, Encoders.LONG())
        .collectAsList();
  }

  private static int indexOf(long[] starts, long pixel) {
    int index = Arrays.binarySearch(starts, pixel);
    return index >= 0 ? index : -index - 2;
  }

  private static Iterator<Long> writeFiles(
      Iterator<Row> rows, long[] starts, List<String> paths, List<CatalogColumn> columns)
      throws IOException {
    long written = 0;
    int current = -1;
    @Nullable DataFileWriter file = null;
    try {
      while (rows.hasNext()) {
        Row row = rows.next();
        long pixel = row.getLong(columns.size() - 1);
        int partition = indexOf(starts, pixel);
        if (partition != current || file == null) {
          if (file != null) {
            written += file.finish().rows();
          }
          file = new DataFileWriter(Path.of(paths.get(partition)), columns);
          current = partition;
        }
        @Nullable Object[] values = new @Nullable Object[columns.size()];
        values[0] = pixel;
        for (int index = 1; index < values.length; index++) {
          values[index] = row.get(index - 1);
        }
        file.write(values);
      }
      if (file != null) {
        written += file.finish().rows();
      }
    } finally {
      if (file != null) {
        file.close();
      }
    }
    return List.of(written).iterator();
  }

  /** Writes plain files, for a table without positions. */
  void writePlain(Path folder, int files) {
    List<CatalogColumn> columns = shape.columns();
    String target = folder.toString();
    MapPartitionsFunction<Row, Long> write = iterator -> writePlainFile(iterator, target, columns);
    rows.repartition(files).mapPartitions(write, Encoders.LONG()).collectAsList();
  }

  private static Iterator<Long> writePlainFile(
      Iterator<Row> rows, String folder, List<CatalogColumn> columns) throws IOException {
    int part = TaskContext.getPartitionId();
    Path path = Path.of(folder, String.format("part-%05d.parquet", part));
    try (DataFileWriter file = new DataFileWriter(path, columns)) {
      while (rows.hasNext()) {
        Row row = rows.next();
        @Nullable Object[] values = new @Nullable Object[columns.size()];
        for (int index = 0; index < values.length; index++) {
          values[index] = row.get(index);
        }
        file.write(values);
      }
      return List.of(file.finish().rows()).iterator();
    }
  }
}
