import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import org.almagest.catalog.ColumnType;
import uk.ac.starlink.table.AbstractStarTable;
import uk.ac.starlink.table.ColumnInfo;
import uk.ac.starlink.table.RowSequence;

/** The same rows as STIL's writers take them. */
final class GeneratedTable extends AbstractStarTable {
  private final long rows;

  GeneratedTable(long rows) {
    this.rows = rows;
  }

  @Override
  public int getColumnCount() {
    return GeneratedRows.COLUMNS.size();
  }

  @Override
  public ColumnInfo getColumnInfo(int column) {
    return new ColumnInfo(
        GeneratedRows.COLUMNS.get(column).name(),
        content(GeneratedRows.COLUMNS.get(column).column().type()),
        null);
  }

  private static Class<?> content(ColumnType type) {
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
  public long getRowCount() {
    return rows;
  }

  @Override
  public RowSequence getRowSequence() {
    return new RowSequence() {
      private long row;

      @Override
      public boolean next() {
        return row++ < rows;
      }

      @Override
      public Object getCell(int column) {
        Object value = GeneratedRows.value(row, column);
        return value instanceof LocalDateTime time
            ? DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time)
            : value;
      }

      @Override
      public Object[] getRow() {
        Object[] cells = new Object[GeneratedRows.COLUMNS.size()];
        for (int column = 0; column < cells.length; column++) {
          cells[column] = getCell(column);
        }
        return cells;
      }

      @Override
      public void close() {}
    };
  }
}
