package org.almagest.api.result.encode;

import java.util.List;
import org.almagest.backend.ResultColumn;
import org.almagest.catalog.CatalogColumn;
import org.jspecify.annotations.Nullable;

/** Rows of serializations BINARY and BINARY2 (VOTable 1.4, sections 5.3 and 5.4). */
final class BinaryRows implements RowEncoder {
  private final VotableSerialization serialization;
  private final BinaryCell[] cells;

  BinaryRows(VotableSerialization serialization, List<ResultColumn> columns) {
    this.serialization = serialization;
    this.cells = columns.stream().map(column -> cell(column.column())).toArray(BinaryCell[]::new);
  }

  private BinaryCell cell(CatalogColumn column) {
    return switch (column.type()) {
      case BOOLEAN -> (value, out) -> out.add(value == null ? '?' : (Boolean) value ? 'T' : 'F');
      case UNSIGNED_BYTE ->
          serialization == VotableSerialization.BINARY
              ? BinaryRows::shortCell
              : (value, out) -> out.add(value == null ? 0 : (Short) value);
      case SHORT -> BinaryRows::shortCell;
      case INTEGER ->
          (value, out) -> out.addInt(value == null ? Integer.MIN_VALUE : (Integer) value);
      case LONG -> (value, out) -> out.addLong(value == null ? Long.MIN_VALUE : (Long) value);
      case FLOAT ->
          (value, out) ->
              out.addInt(Float.floatToRawIntBits(value == null ? Float.NaN : (Float) value));
      case DOUBLE ->
          (value, out) ->
              out.addLong(Double.doubleToRawLongBits(value == null ? Double.NaN : (Double) value));
      case STRING, TIMESTAMP -> BinaryText.of(column.votableType());
    };
  }

  private static void shortCell(@Nullable Object value, Bytes out) {
    out.addShort(value == null ? Short.MIN_VALUE : (Short) value);
  }

  @Override
  public void encode(@Nullable Object[] row, Bytes out) {
    if (serialization == VotableSerialization.BINARY2) {
      int flags = out.size();
      out.addZeros((row.length + 7) / 8);
      for (int column = 0; column < row.length; column++) {
        if (row[column] == null) {
          out.or(flags + column / 8, 0x80 >> (column % 8));
        }
      }
    }
    for (int column = 0; column < row.length; column++) {
      cells[column].add(row[column], out);
    }
  }
}
