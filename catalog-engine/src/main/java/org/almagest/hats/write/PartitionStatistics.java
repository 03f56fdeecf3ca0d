package org.almagest.hats.write;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.ColumnType;
import org.almagest.hats.write.parquet.DataFileWriter;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Statistics;
import org.jspecify.annotations.Nullable;

/** Writes what the footers say of each row group as a table. */
public final class PartitionStatistics {

  private PartitionStatistics() {}

  static void write(Path file, List<CatalogColumn> columns, List<PartitionResult> partitions)
      throws IOException {
    try (DataFileWriter writer = new DataFileWriter(file, columnsOf(columns))) {
      for (PartitionResult partition : partitions) {
        long index = 0;
        for (RowGroup group : partition.footer().getRow_groups()) {
          List<@Nullable Object> row = new ArrayList<>();
          row.add((long) partition.pixel().order());
          row.add(partition.pixel().pixel());
          row.add(index++);
          for (int column = 0; column < columns.size(); column++) {
            add(row, columns.get(column).type(), group.getColumns().get(column));
          }
          writer.write(row.toArray());
        }
      }
      writer.finish();
    }
  }

  private static List<CatalogColumn> columnsOf(List<CatalogColumn> columns) {
    List<CatalogColumn> all = new ArrayList<>();
    for (String name : List.of("Norder", "Npix", "row_group_index")) {
      all.add(CatalogColumn.of(name, ColumnType.LONG));
    }
    for (CatalogColumn column : columns) {
      all.add(CatalogColumn.of(column.name() + "::min_value", column.type()));
      all.add(CatalogColumn.of(column.name() + "::max_value", column.type()));
      for (String count : List.of("null_count", "row_count", "disk_bytes", "memory_bytes")) {
        all.add(CatalogColumn.of(column.name() + "::" + count, ColumnType.LONG));
      }
    }
    return all;
  }

  private static void add(List<@Nullable Object> row, ColumnType type, ColumnChunk chunk) {
    ColumnMetaData metadata = chunk.getMeta_data();
    Statistics statistics = metadata.getStatistics();
    row.add(value(type, statistics.getMin_value()));
    row.add(value(type, statistics.getMax_value()));
    row.add(statistics.getNull_count());
    row.add(metadata.getNum_values());
    row.add(metadata.getTotal_compressed_size());
    row.add(metadata.getTotal_uncompressed_size());
  }

  public static @Nullable Object value(ColumnType type, byte @Nullable [] bound) {
    if (bound == null) {
      return null;
    }
    ByteBuffer bytes = ByteBuffer.wrap(bound).order(ByteOrder.LITTLE_ENDIAN);
    return switch (type) {
      case BOOLEAN -> bytes.get() != 0;
      case UNSIGNED_BYTE, SHORT, INTEGER -> bytes.getInt();
      case LONG, TIMESTAMP -> bytes.getLong();
      case FLOAT -> bytes.getFloat();
      case DOUBLE -> bytes.getDouble();
      case STRING -> new String(bound, StandardCharsets.UTF_8);
    };
  }
}
