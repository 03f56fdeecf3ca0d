import java.time.LocalDateTime;
import java.util.List;
import org.almagest.backend.ResultColumn;
import org.almagest.backend.RowStream;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.ColumnType;

/** Rows of twelve columns as a catalog has them; every row is another. */
final class GeneratedRows implements RowStream {
  private static final LocalDateTime START = LocalDateTime.of(2026, 1, 1, 0, 0);
  static final List<ResultColumn> COLUMNS =
      List.of(
          column("id", ColumnType.LONG),
          column("ra", ColumnType.DOUBLE),
          column("dec", ColumnType.DOUBLE),
          column("g", ColumnType.FLOAT),
          column("r", ColumnType.FLOAT),
          column("i", ColumnType.FLOAT),
          column("g_err", ColumnType.FLOAT),
          column("detections", ColumnType.INTEGER),
          column("flags", ColumnType.SHORT),
          column("extended", ColumnType.BOOLEAN),
          column("name", ColumnType.STRING),
          column("seen", ColumnType.TIMESTAMP));

  private final long rows;
  private long row;

  GeneratedRows(long rows) {
    this.rows = rows;
  }

  private static ResultColumn column(String name, ColumnType type) {
    return new ResultColumn(name, CatalogColumn.of(name, type));
  }

  @Override
  public List<ResultColumn> columns() {
    return COLUMNS;
  }

  @Override
  public boolean advance() {
    return row++ < rows;
  }

  @Override
  public Object value(int column) {
    return value(row, column);
  }

  static Object value(long row, int column) {
    long mixed = row * 0x9e3779b97f4a7c15L;
    double part = (mixed >>> 11) * 0x1p-53;
    return switch (column) {
      case 0 -> 4_000_000_000L + row;
      case 1 -> 360 * part;
      case 2 -> 180 * part - 90;
      case 3, 4, 5 -> row % 17 == 0 ? null : (Object) (float) (15 + 10 * part + column);
      case 6 -> (float) (0.1 * part);
      case 7 -> (int) (row % 1000);
      case 8 -> (short) (mixed >>> 50);
      case 9 -> mixed < 0;
      case 10 -> "J" + (row % 1_000_000);
      default -> START.plusSeconds(row);
    };
  }

  @Override
  public void close() {}
}
