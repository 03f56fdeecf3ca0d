package org.almagest.api.result;

import java.io.IOException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.almagest.backend.ResultColumn;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.ColumnType;
import org.jspecify.annotations.Nullable;
import uk.ac.starlink.table.AbstractStarTable;
import uk.ac.starlink.table.ColumnInfo;
import uk.ac.starlink.table.DescribedValue;
import uk.ac.starlink.table.RowSequence;
import uk.ac.starlink.table.Tables;

/** Rows as STIL's writers want them: read once, forwards. */
final class StarRows extends AbstractStarTable {
  private final LimitedRows rows;
  private final List<ColumnInfo> columns;
  private @Nullable RuntimeException failure;

  StarRows(LimitedRows rows) {
    this.rows = rows;
    this.columns = rows.columns().stream().map(StarRows::info).toList();
  }

  /** Why the engine stopped before the last row, if it did. */
  Optional<RuntimeException> failure() {
    return Optional.ofNullable(failure);
  }

  private static ColumnInfo info(ResultColumn result) {
    CatalogColumn column = result.column();
    ColumnInfo info =
        new ColumnInfo(result.name(), valueClass(column.type()), column.description());
    info.setUnitString(column.unit());
    info.setUCD(column.ucd());
    info.setUtype(column.utype());
    column.votableXtype().ifPresent(info::setXtype);
    if (column.type() == ColumnType.UNSIGNED_BYTE) {
      info.setAuxDatum(new DescribedValue(Tables.UBYTE_FLAG_INFO, true));
    }
    return info;
  }

  private static Class<?> valueClass(ColumnType type) {
    return switch (type) {
      case BOOLEAN -> Boolean.class;
      case UNSIGNED_BYTE, SHORT -> Short.class;
      case INTEGER -> Integer.class;
      case LONG -> Long.class;
      case FLOAT -> Float.class;
      case DOUBLE -> Double.class;
      case STRING, TIMESTAMP -> String.class;
    };
  }

  @Override
  public int getColumnCount() {
    return columns.size();
  }

  @Override
  public ColumnInfo getColumnInfo(int column) {
    return columns.get(column);
  }

  @Override
  public long getRowCount() {
    return -1;
  }

  @Override
  public RowSequence getRowSequence() {
    return new Sequence();
  }

  private final class Sequence implements RowSequence {

    /** A failure ends the table, so that the document around it can still be closed. */
    @Override
    public boolean next() {
      try {
        return failure == null && rows.advance();
      } catch (RuntimeException stopped) {
        failure = stopped;
        return false;
      }
    }

    @Override
    @SuppressWarnings("NullAway") // STIL has no nullness annotations; a null is a null there.
    public Object getCell(int column) throws IOException {
      Object value = rows.value(column);
      return value instanceof LocalDateTime time ? Timestamps.dali(time) : value;
    }

    @Override
    public Object[] getRow() throws IOException {
      Object[] row = new Object[columns.size()];
      for (int column = 0; column < row.length; column++) {
        row[column] = getCell(column);
      }
      return row;
    }

    @Override
    public void close() {
      // The rows belong to the caller.
    }
  }
}
