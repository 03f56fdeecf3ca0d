package org.almagest.backend.spark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.almagest.backend.ScanFiles;
import org.almagest.backend.StoredColumn;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.ColumnType;

/** Columns of the catalog as Spark DDL. */
final class SparkTypes {

  private SparkTypes() {}

  /** The columns to read of the files, such as {@code `ra` DOUBLE, `dec` DOUBLE}. */
  static String ddl(ScanFiles scan) {
    if (scan.columns().isEmpty()) {
      return scan.table().columns().stream()
          .map(column -> quoted(column.name()) + " " + type(column.type()))
          .collect(Collectors.joining(", "));
    }
    Map<String, List<String>> fields = new LinkedHashMap<>();
    List<String> columns = new ArrayList<>();
    for (StoredColumn column : scan.columns()) {
      if (column.path().size() == 1) {
        columns.add(quoted(column.path().get(0)) + " " + column.sparkType());
      } else {
        fields
            .computeIfAbsent(column.path().get(0), struct -> new ArrayList<>())
            .add(quoted(column.path().get(1)) + ": " + column.sparkType());
      }
    }
    fields.forEach(
        (struct, inside) ->
            columns.add(quoted(struct) + " STRUCT<" + String.join(", ", inside) + ">"));
    return String.join(", ", columns);
  }

  /** The columns of the table as expressions of those; none where they are the same. */
  static List<String> expressions(ScanFiles scan) {
    List<String> expressions = new ArrayList<>();
    for (StoredColumn column : scan.columns()) {
      String value =
          column.path().stream().map(SparkTypes::quoted).collect(Collectors.joining("."));
      String shaped =
          switch (column.form()) {
            case SAME -> value;
            case CAST -> "CAST(" + value + " AS " + type(typeOf(scan, column.name())) + ")";
            case JSON -> "to_json(" + value + ")";
          };
      expressions.add(shaped + " AS " + quoted(column.name()));
    }
    return expressions;
  }

  private static ColumnType typeOf(ScanFiles scan, String column) {
    return scan.table().column(column).map(CatalogColumn::type).orElse(ColumnType.STRING);
  }

  private static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  private static String type(ColumnType type) {
    return switch (type) {
      case BOOLEAN -> "BOOLEAN";
      case UNSIGNED_BYTE, SHORT -> "SMALLINT";
      case INTEGER -> "INT";
      case LONG -> "BIGINT";
      case FLOAT -> "FLOAT";
      case DOUBLE -> "DOUBLE";
      case STRING -> "STRING";
      case TIMESTAMP -> "TIMESTAMP_NTZ";
    };
  }
}
