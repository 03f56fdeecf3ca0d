package org.almagest.api.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.almagest.api.error.ServiceException;
import org.almagest.api.result.encode.LimitedRows;
import org.almagest.api.result.encode.ResultFormat;
import org.almagest.api.result.provenance.Provenance;
import org.almagest.backend.ResultColumn;
import org.almagest.backend.RowStream;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.ColumnType;
import org.almagest.catalog.VotableType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteTest {
  private static final List<ResultColumn> COLUMNS =
      List.of(
          column("truth", ColumnType.BOOLEAN),
          column("byte", ColumnType.UNSIGNED_BYTE),
          column("short", ColumnType.SHORT),
          column("int", ColumnType.INTEGER),
          column("long", ColumnType.LONG),
          column("float", ColumnType.FLOAT),
          column("double", ColumnType.DOUBLE),
          column("text", ColumnType.STRING),
          column("time", ColumnType.TIMESTAMP),
          new ResultColumn(
              "Point",
              new CatalogColumn(
                      "p",
                      ColumnType.STRING,
                      "deg",
                      "pos.eq",
                      null,
                      "Where \"it\" is",
                      CatalogColumn.Visibility.PRINCIPAL,
                      CatalogColumn.Access.SCANNED)
                  .withXtype("point")),
          new ResultColumn(
              "array",
              CatalogColumn.of("a", ColumnType.STRING)
                  .withDeclared(new VotableType("float", "3"))));

  private static final List<Object> VALUES =
      List.of(
          true,
          (short) 255,
          Short.MIN_VALUE,
          Integer.MIN_VALUE,
          Long.MAX_VALUE,
          0.1f,
          Double.NEGATIVE_INFINITY,
          "00123 'é' \"☉\"",
          LocalDateTime.of(2026, 11, 26, 1, 2, 3, 456_000_000),
          "10.5 -0.25",
          "1.5 NaN -2");

  @TempDir private Path folder;

  private static ResultColumn column(String name, ColumnType type) {
    return new ResultColumn(name, CatalogColumn.of(name, type));
  }

  private Connection written(List<ResultColumn> columns, List<List<Object>> rows, long limit)
      throws IOException, SQLException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (RowStream stream = new ListedRows(columns, rows);
        ResultWriter writer = new ResultWriter(folder)) {
      writer.stream(
          ResultFormat.SQLITE,
          new Provenance(Map.of("QUERY", "SELECT 'it'")),
          LimitedRows.of(stream, OptionalLong.of(limit), UnaryOperator.identity()),
          out);
    }
    Path file = Files.write(folder.resolve("result.sqlite"), out.toByteArray());
    return DriverManager.getConnection("jdbc:sqlite:" + file);
  }

  private static List<String> texts(Connection database, String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Statement statement = database.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }

  @Test
  void valuesOfEveryTypeAreKept() throws Exception {
    try (Connection database = written(COLUMNS, List.of(VALUES), 10);
        Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery("SELECT * FROM result")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getInt("truth")).isEqualTo(1);
      assertThat(row.getInt("byte")).isEqualTo(255);
      assertThat(row.getInt("short")).isEqualTo(Short.MIN_VALUE);
      assertThat(row.getInt("int")).isEqualTo(Integer.MIN_VALUE);
      assertThat(row.getLong("long")).isEqualTo(Long.MAX_VALUE);
      assertThat((float) row.getDouble("float")).isEqualTo(0.1f);
      assertThat(row.getDouble("double")).isEqualTo(Double.NEGATIVE_INFINITY);
      assertThat(row.getString(8)).isEqualTo("00123 'é' \"☉\"");
      assertThat(row.getString("time")).isEqualTo("2026-11-26T01:02:03.456");
      assertThat(row.getString("Point")).isEqualTo("10.5 -0.25");
      assertThat(row.getString("array")).isEqualTo("1.5 NaN -2");
    }
  }

  @Test
  void columnsAreDescribed() throws Exception {
    try (Connection database = written(COLUMNS, List.of(), 10)) {
      assertThat(
              texts(
                  database,
                  "SELECT name || '|' || datatype || '|' || arraysize || '|' || xtype || '|'"
                      + " || unit || '|' || ucd || '|' || description FROM columns"
                      + " WHERE name = 'Point'"))
          .containsExactly("Point|double|2|point|deg|pos.eq|Where \"it\" is");
      assertThat(texts(database, "SELECT datatype FROM columns WHERE name = 'byte'"))
          .containsExactly("unsignedByte");
    }
  }

  @Test
  void missingValuesAndNanAreNull() throws Exception {
    List<Object> none = Collections.nCopies(COLUMNS.size(), null);
    List<Object> nan = new ArrayList<>(VALUES);
    nan.set(5, Float.NaN);
    nan.set(6, Double.NaN);
    try (Connection database = written(COLUMNS, List.of(none, nan), 10)) {
      String all =
          COLUMNS.stream()
              .map(ResultColumn::name)
              .map(name -> "\"" + name + "\" IS NULL")
              .reduce((a, b) -> a + " AND " + b)
              .orElseThrow();
      assertThat(texts(database, "SELECT rowid FROM result WHERE " + all)).containsExactly("1");
      assertThat(
              texts(
                  database,
                  "SELECT rowid FROM result WHERE \"float\" IS NULL AND \"double\" IS NULL"))
          .containsExactly("1", "2");
    }
  }

  @Test
  void manyRowsKeepTheirOrderAndAreToldToBeCut() throws Exception {
    List<List<Object>> rows =
        Stream.iterate(0L, next -> next + 1)
            .limit(2502)
            .map(next -> List.<Object>of(next))
            .toList();
    try (Connection database = written(List.of(column("n", ColumnType.LONG)), rows, 2501)) {
      assertThat(texts(database, "SELECT count(*) FROM result WHERE n = rowid - 1"))
          .containsExactly("2501");
      assertThat(texts(database, "SELECT value FROM info WHERE name = 'QUERY_STATUS'"))
          .containsExactly("OVERFLOW");
      assertThat(texts(database, "SELECT value FROM info WHERE name = 'QUERY'"))
          .containsExactly("SELECT 'it'");
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(folder.resolve("result.sqlite"));
    }
  }

  @Test
  void moreColumnsThanSqliteHoldsAreRefused() {
    List<ResultColumn> columns =
        IntStream.range(0, 2001).mapToObj(next -> column("c" + next, ColumnType.LONG)).toList();

    assertThatThrownBy(() -> written(columns, List.of(), 10))
        .isInstanceOf(ServiceException.class)
        .hasMessage(
            "SQLite holds at most 2000 columns, and the result has 2001: choose another"
                + " RESPONSEFORMAT");
  }

  private static final class ListedRows implements RowStream {
    private final List<ResultColumn> columns;
    private final List<List<Object>> rows;
    private int next;

    ListedRows(List<ResultColumn> columns, List<List<Object>> rows) {
      this.columns = columns;
      this.rows = rows;
    }

    @Override
    public List<ResultColumn> columns() {
      return columns;
    }

    @Override
    public boolean advance() {
      return next++ < rows.size();
    }

    @Override
    public Object value(int column) {
      return rows.get(next - 1).get(column);
    }

    @Override
    public void close() {}
  }
}
