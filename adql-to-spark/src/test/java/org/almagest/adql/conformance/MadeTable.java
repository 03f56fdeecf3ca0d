package org.almagest.adql.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.almagest.adql.function.GeometryTypes;
import org.almagest.plan.SkyTable;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** A table that a query names, with the columns that it uses. */
public final class MadeTable extends AbstractTable implements SkyTable, RowSource {
  private final List<String> path;
  private final Map<String, Column> columns = new LinkedHashMap<>();

  MadeTable(List<String> path) {
    this.path = List.copyOf(path);
  }

  /** Its name, and before it that of its schema if it has one. */
  public List<String> path() {
    return path;
  }

  /** Its columns in the order in which the query names them. */
  public List<Column> columns() {
    return List.copyOf(columns.values());
  }

  @Override
  public @Nullable InferredType known(String name) {
    Column column = columns.get(name.toLowerCase(Locale.ROOT));
    return column == null ? null : column.type;
  }

  @Override
  public InferredType made(String name) {
    return columns.computeIfAbsent(name.toLowerCase(Locale.ROOT), key -> new Column(name)).type;
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public List<InferredType> types() {
    return columns.values().stream().map(column -> column.type).toList();
  }

  @Override
  public List<String> names() {
    return columns.values().stream().map(Column::name).toList();
  }

  @Override
  public void pad() {
    int n = columns.size();
    while (known("c" + n) != null) {
      n++;
    }
    made("c" + n);
  }

  @Override
  public Optional<SkyColumns> skyColumns() {
    return Optional.empty();
  }

  @Override
  public Optional<String> unit(int column) {
    return Optional.ofNullable(columns().get(column).type.unit());
  }

  @Override
  public RelDataType getRowType(RelDataTypeFactory types) {
    RelDataTypeFactory.Builder row = types.builder();
    for (Column column : columns()) {
      row.add(column.name(), types.createTypeWithNullability(type(types, column.kind()), true));
    }
    return row.build();
  }

  private static RelDataType type(RelDataTypeFactory types, InferredType.Kind kind) {
    return switch (kind) {
      case UNKNOWN, NUMBER -> types.createSqlType(SqlTypeName.DOUBLE);
      case INTEGER -> types.createSqlType(SqlTypeName.BIGINT);
      case TEXT -> types.createSqlType(SqlTypeName.VARCHAR);
      case TIMESTAMP -> types.createSqlType(SqlTypeName.TIMESTAMP, 6);
      case REGION -> GeometryTypes.REGION;
      case CIRCLE -> GeometryTypes.CIRCLE;
      case POLYGON -> GeometryTypes.POLYGON;
      case POINT -> GeometryTypes.POINT;
    };
  }

  /** Rows that make conditions of the query true and false, and NULLs. */
  public List<List<String>> rows(List<String> texts, List<String> numbers) {
    List<List<String>> rows = new ArrayList<>();
    for (int row = 0; row < 6; row++) {
      List<String> values = new ArrayList<>();
      for (Column column : columns()) {
        int at = row + values.size() % 3;
        values.add(row == 5 ? "NULL" : column.value(at, texts, numbers));
      }
      rows.add(values);
    }
    return rows;
  }

  /** A column of such a table. */
  public static final class Column {
    private static final List<String> TIMES = List.of("2019-06-06 09:55:27", "2024-02-29 00:00:00");

    private final String name;
    private final InferredType type = InferredType.unknown();

    Column(String name) {
      this.name = name;
    }

    /** Its name as the query writes it first. */
    public String name() {
      return name;
    }

    InferredType.Kind kind() {
      return type.kind();
    }

    /** The type in which a file holds it. */
    public String stored() {
      return switch (kind()) {
        case UNKNOWN, NUMBER -> "DOUBLE";
        case INTEGER -> "BIGINT";
        case TIMESTAMP -> "TIMESTAMP";
        case TEXT, REGION, CIRCLE, POLYGON, POINT -> "VARCHAR";
      };
    }

    private String value(int at, List<String> texts, List<String> numbers) {
      return switch (kind()) {
        case UNKNOWN, NUMBER -> numbers.get(at % numbers.size());
        case INTEGER -> Integer.toString(at - 1);
        case TEXT -> quoted(texts.get(at % texts.size()));
        case TIMESTAMP -> "TIMESTAMP " + quoted(TIMES.get(at % 2));
        case POINT -> quoted(at + " " + 2 * at);
        case CIRCLE -> quoted(at + " 3 " + (at + 1));
        case POLYGON -> quoted(at + " 0 " + (at + 4) + " 0 " + at + " 5");
        case REGION -> quoted(at % 2 == 0 ? "Circle ICRS 266 -29 3" : "0 0 40 0 40 30");
      };
    }

    private static String quoted(String text) {
      return "'" + text.replace("'", "''") + "'";
    }
  }
}
