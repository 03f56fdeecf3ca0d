package org.almagest.api.upload;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.almagest.hats.NioParquet;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;
import uk.ac.starlink.table.ColumnInfo;
import uk.ac.starlink.table.RowSequence;
import uk.ac.starlink.table.StarTable;
import uk.ac.starlink.table.WrapperRowSequence;
import uk.ac.starlink.table.WrapperStarTable;

/** A table of a Parquet file whose times are times, and not the numbers that they are stored as. */
final class ParquetTable extends WrapperStarTable {
  private final List<@Nullable TimeUnit> units;

  private ParquetTable(StarTable table, List<@Nullable TimeUnit> units) {
    super(table);
    this.units = units;
  }

  static ParquetTable of(StarTable table, Path file) throws IOException {
    GroupType schema = NioParquet.footer(file).getFileMetaData().getSchema();
    List<@Nullable TimeUnit> units = new ArrayList<>();
    for (int column = 0; column < table.getColumnCount(); column++) {
      String name = table.getColumnInfo(column).getName();
      units.add(schema.containsField(name) ? unit(schema.getType(name)) : null);
    }
    return new ParquetTable(table, units);
  }

  private static @Nullable TimeUnit unit(Type type) {
    if (!(type.getLogicalTypeAnnotation() instanceof TimestampLogicalTypeAnnotation time)) {
      return null;
    }
    return switch (time.getUnit()) {
      case MILLIS -> TimeUnit.MILLISECONDS;
      case MICROS -> TimeUnit.MICROSECONDS;
      case NANOS -> TimeUnit.NANOSECONDS;
    };
  }

  @Override
  public ColumnInfo getColumnInfo(int column) {
    ColumnInfo info = super.getColumnInfo(column);
    if (units.get(column) == null) {
      return info;
    }
    ColumnInfo time = new ColumnInfo(info);
    time.setContentClass(String.class);
    time.setXtype("timestamp");
    return time;
  }

  @Override
  public RowSequence getRowSequence() throws IOException {
    return new WrapperRowSequence(super.getRowSequence()) {
      @Override
      public Object[] getRow() throws IOException {
        Object[] row = super.getRow();
        for (int column = 0; column < row.length; column++) {
          TimeUnit unit = units.get(column);
          if (unit != null && row[column] instanceof Long count) {
            row[column] = text(count, unit);
          }
        }
        return row;
      }
    };
  }

  private static String text(long count, TimeUnit unit) {
    long inSecond = unit.convert(1, TimeUnit.SECONDS);
    long nanos = unit.toNanos(Math.floorMod(count, inSecond));
    return LocalDateTime.ofEpochSecond(Math.floorDiv(count, inSecond), (int) nanos, ZoneOffset.UTC)
        .toString();
  }
}
