package org.almagest.backend.spark;

import java.util.stream.Collectors;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.CatalogTable;

/** Columns of the catalog as Spark DDL. */
final class SparkTypes {

  private SparkTypes() {}

  /** The columns of a table, such as {@code `ra` DOUBLE, `dec` DOUBLE}. */
  static String ddl(CatalogTable table) {
    return table.columns().stream()
        .map(column -> "`" + column.name().replace("`", "``") + "` " + type(column))
        .collect(Collectors.joining(", "));
  }

  private static String type(CatalogColumn column) {
    return switch (column.type()) {
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
