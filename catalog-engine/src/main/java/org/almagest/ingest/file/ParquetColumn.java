package org.almagest.ingest.file;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import org.almagest.catalog.CatalogColumn;
import org.almagest.hats.column.BinaryValues;
import org.almagest.hats.column.BooleanValues;
import org.almagest.hats.column.ColumnFile;
import org.almagest.hats.column.ColumnValues;
import org.almagest.hats.column.DoubleValues;
import org.almagest.hats.column.FloatValues;
import org.almagest.hats.column.IntValues;
import org.almagest.hats.column.LongValues;
import org.almagest.hats.write.block.ColumnBlock;
import org.almagest.hats.write.block.DoubleBlock;
import org.almagest.hats.write.block.FloatBlock;
import org.almagest.hats.write.block.IntBlock;
import org.almagest.hats.write.block.LongBlock;
import org.almagest.hats.write.block.TextBlock;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.jspecify.annotations.Nullable;

/** Makes values of the table of the values of a Parquet column. */
public final class ParquetColumn {

  private static final long JULIAN_DAY_OF_EPOCH = 2_440_588;

  private final PrimitiveType type;

  ParquetColumn(PrimitiveType type) {
    this.type = type;
  }

  public static ParquetColumn of(ColumnFile file, String name) {
    return new ParquetColumn(file.column(name).orElseThrow().getPrimitiveType());
  }

  /**
   * Adds all values to a block.
   *
   * @param problems told of rows that have no such value, by number; the block has null there
   */
  public void append(
      ColumnValues values, CatalogColumn column, ColumnBlock block, Map<Integer, String> problems)
      throws IOException {
    if (ParquetTypes.type(type) != column.type() || !appendAll(values, block)) {
      for (int row = 0; row < values.size(); row++) {
        try {
          block.add(values.isNull(row) ? null : Cells.convert(value(values, row), column.type()));
        } catch (BadRowException e) {
          block.addNull();
          problems.putIfAbsent(row, "column [" + column.name() + "]: " + e.getMessage());
        }
      }
    }
  }

  /** Adds all values to a block as {@link #append} does, but NaN and empty texts as they are. */
  public void appendAsIs(
      ColumnValues values, CatalogColumn column, ColumnBlock block, Map<Integer, String> problems)
      throws IOException {
    int start = block.rows();
    int rows = values.size();
    if (values instanceof DoubleValues from && block instanceof DoubleBlock to) {
      to.addAll(from.array(), rows);
    } else if (values instanceof FloatValues from && block instanceof FloatBlock to) {
      to.addAll(from.array(), rows);
    } else if (values instanceof LongValues from
        && block instanceof LongBlock to
        && type.getLogicalTypeAnnotation() instanceof TimestampLogicalTypeAnnotation time
        && time.getUnit() == TimeUnit.MICROS) {
      to.addAll(from.array(), rows);
    } else if (values instanceof BinaryValues from && block instanceof TextBlock to) {
      for (int row = 0; row < rows; row++) {
        to.addText(from.bytes(), from.offset(row), from.isNull(row) ? 0 : from.length(row));
      }
    } else {
      append(values, column, block, problems);
      return;
    }
    markNulls(values, block, start);
  }

  private static void markNulls(ColumnValues values, ColumnBlock block, int start) {
    if (values.hasNulls()) {
      for (int row = 0; row < values.size(); row++) {
        if (values.isNull(row)) {
          block.setNull(start + row);
        }
      }
    }
  }

  /** Adds values that are as they should be; false, and nothing added, if they may not be. */
  private boolean appendAll(ColumnValues values, ColumnBlock block) {
    int start = block.rows();
    int rows = values.size();
    LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
    if (values instanceof DoubleValues from && block instanceof DoubleBlock to) {
      to.addAll(from.array(), rows);
      for (int row = 0; row < rows; row++) {
        if (Double.isNaN(from.array()[row])) {
          to.setNull(start + row);
        }
      }
    } else if (values instanceof FloatValues from && block instanceof FloatBlock to) {
      to.addAll(from.array(), rows);
      for (int row = 0; row < rows; row++) {
        if (Float.isNaN(from.array()[row])) {
          to.setNull(start + row);
        }
      }
    } else if (values instanceof IntValues from
        && block instanceof IntBlock to
        && (logical == null || logical instanceof IntLogicalTypeAnnotation)) {
      to.addAll(from.array(), rows);
    } else if (values instanceof LongValues from
        && block instanceof LongBlock to
        && (logical == null || isSigned(logical))) {
      to.addAll(from.array(), rows);
    } else if (values instanceof BinaryValues from
        && block instanceof TextBlock to
        && type.getPrimitiveTypeName() == PrimitiveType.PrimitiveTypeName.BINARY) {
      appendTexts(from, to, logical != null);
      return true;
    } else {
      return false;
    }
    markNulls(values, block, start);
    return true;
  }

  private static boolean isSigned(LogicalTypeAnnotation logical) {
    return logical instanceof IntLogicalTypeAnnotation integer && integer.isSigned();
  }

  /** An empty text, and one that a database wrote for null, are null; bytes are as they are. */
  private static void appendTexts(BinaryValues from, TextBlock to, boolean text) {
    byte[] bytes = from.bytes();
    for (int row = 0; row < from.size(); row++) {
      int start = from.offset(row);
      int length = from.length(row);
      boolean isNull =
          from.isNull(row)
              || (text
                  && (length == 0
                      || (length == 2 && bytes[start] == '\\' && bytes[start + 1] == 'N')));
      if (isNull) {
        to.addNull();
      } else {
        to.addText(bytes, start, length);
      }
    }
  }

  private Object value(ColumnValues values, int row) {
    LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
    if (values instanceof DoubleValues from) {
      return from.array()[row];
    }
    if (values instanceof FloatValues from) {
      return from.array()[row];
    }
    if (values instanceof BooleanValues from) {
      return from.array()[row];
    }
    if (values instanceof IntValues from) {
      return whole(from.array()[row], logical);
    }
    if (values instanceof LongValues from) {
      return whole(from.array()[row], logical);
    }
    BinaryValues from = (BinaryValues) values;
    byte[] bytes =
        Arrays.copyOfRange(from.bytes(), from.offset(row), from.offset(row) + from.length(row));
    if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
      return new BigDecimal(new BigInteger(bytes), decimal.getScale());
    }
    if (type.getPrimitiveTypeName() == PrimitiveType.PrimitiveTypeName.INT96) {
      return time(bytes);
    }
    return logical == null ? bytes : new String(bytes, StandardCharsets.UTF_8);
  }

  private static Object whole(int value, @Nullable LogicalTypeAnnotation logical) {
    if (logical instanceof DateLogicalTypeAnnotation) {
      return LocalDate.ofEpochDay(value);
    }
    if (logical instanceof IntLogicalTypeAnnotation integer && !integer.isSigned()) {
      return Integer.toUnsignedLong(value);
    }
    return logical instanceof DecimalLogicalTypeAnnotation decimal
        ? BigDecimal.valueOf(value, decimal.getScale())
        : Integer.valueOf(value);
  }

  private static Object whole(long value, @Nullable LogicalTypeAnnotation logical) {
    if (logical instanceof TimestampLogicalTypeAnnotation time) {
      return switch (time.getUnit()) {
        case MILLIS -> time(Math.floorDiv(value, 1_000L), Math.floorMod(value, 1_000L) * 1_000_000);
        case MICROS ->
            time(Math.floorDiv(value, 1_000_000L), Math.floorMod(value, 1_000_000L) * 1_000);
        case NANOS ->
            time(Math.floorDiv(value, 1_000_000_000L), Math.floorMod(value, 1_000_000_000L));
      };
    }
    if (logical instanceof IntLogicalTypeAnnotation integer && !integer.isSigned()) {
      return new BigInteger(Long.toUnsignedString(value));
    }
    return logical instanceof DecimalLogicalTypeAnnotation decimal
        ? BigDecimal.valueOf(value, decimal.getScale())
        : Long.valueOf(value);
  }

  private static LocalDateTime time(long seconds, long nanos) {
    return LocalDateTime.ofInstant(Instant.ofEpochSecond(seconds, nanos), ZoneOffset.UTC);
  }

  /** The time of the deprecated type INT96: nanoseconds of the day, and the Julian day. */
  private static LocalDateTime time(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long nanos = buffer.getLong();
    long day = buffer.getInt() - JULIAN_DAY_OF_EPOCH;
    return time(day * 86_400, nanos);
  }
}
