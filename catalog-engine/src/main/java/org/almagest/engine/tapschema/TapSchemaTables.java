package org.almagest.engine.tapschema;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.CatalogSchema;
import org.almagest.catalog.CatalogTable;
import org.almagest.catalog.ColumnType;
import org.almagest.catalog.FilePlacement;
import org.almagest.catalog.ForeignKey;
import org.almagest.catalog.TableNotes;

/**
 * The tables of TAP_SCHEMA: the five whose columns TAP 1.1 section 4 lists, and two that tell which
 * columns of a table belong together.
 *
 * @see <a href="https://www.ivoa.net/documents/TAP/">TAP 1.1, section 4</a>
 */
public final class TapSchemaTables {

  /** The name of the schema. */
  public static final String SCHEMA = "TAP_SCHEMA";

  private static final Map<String, String> DESCRIPTIONS =
      Map.of(
          "schemas", "The schemas of this service",
          "tables", "The tables of this service",
          "columns", "The columns of the tables of this service",
          "keys", "The foreign keys between tables of this service",
          "key_columns", "The columns of the foreign keys",
          "groups", "Columns that belong together: a value and its error, a covariance matrix",
          "group_columns", "The columns of the groups");

  private static final Map<String, List<CatalogColumn>> COLUMNS =
      Map.of(
          "schemas",
          List.of(
              text("schema_name", "Name of the schema"),
              text("utype", "Utype of the schema"),
              text("description", "What the schema holds"),
              number("schema_index", "Place in a list of schemas")),
          "tables",
          List.of(
              text("schema_name", "Schema of the table"),
              text("table_name", "Name of the table as a query writes it"),
              text("table_type", "table or view"),
              text("utype", "Utype of the table"),
              text("description", "What the table holds"),
              number("table_index", "Place in a list of tables")),
          "columns",
          List.of(
              text("table_name", "Table of the column"),
              text("column_name", "Name of the column as a query writes it"),
              text("datatype", "VOTable datatype"),
              text("arraysize", "VOTable arraysize"),
              text("xtype", "VOTable xtype"),
              number("size", "Length of a text, where it is fixed"),
              text("description", "What the column holds"),
              text("utype", "Utype of the column"),
              text("unit", "Unit, as VOUnits writes it"),
              text("ucd", "UCD of the column"),
              number("indexed", "1 if a condition on the column is answered by an index"),
              number("principal", "1 if the column belongs to a first look at the table"),
              number("std", "1 if a standard defines the column"),
              number("column_index", "Place in a list of columns")),
          "keys",
          List.of(
              text("key_id", "Name of the key"),
              text("from_table", "Table that refers"),
              text("target_table", "Table that is referred to"),
              text("description", "What the key means"),
              text("utype", "Utype of the key")),
          "key_columns",
          List.of(
              text("key_id", "Name of the key"),
              text("from_column", "Column that refers"),
              text("target_column", "Column that is referred to")),
          "groups",
          List.of(
              text("group_id", "Name of the group"),
              text("table_name", "Table whose columns it groups"),
              text("kind", "value-error, covariance or declared"),
              text("description", "What the columns are together"),
              text("ucd", "UCD of the group")),
          "group_columns",
          List.of(
              text("group_id", "Name of the group"),
              text("column_name", "Column that belongs to it"),
              text("role", "value, error, covariance or member"),
              text("of_columns", "The values that an error or a covariance is of"),
              number("member_index", "Place in the group")));

  private static final Map<String, List<ForeignKey>> KEYS =
      Map.of(
          "tables",
          List.of(key("schema", "schema_name", "schemas", "schema_name")),
          "columns",
          List.of(key("table", "table_name", "tables", "table_name")),
          "keys",
          List.of(
              key("from", "from_table", "tables", "table_name"),
              key("target", "target_table", "tables", "table_name")),
          "key_columns",
          List.of(key("key", "key_id", "keys", "key_id")),
          "groups",
          List.of(key("table", "table_name", "tables", "table_name")),
          "group_columns",
          List.of(key("group", "group_id", "groups", "group_id")));

  /** The names of the tables that each schema has rows in of its own. */
  static final List<String> OF_A_SCHEMA =
      List.of("tables", "columns", "keys", "key_columns", "groups", "group_columns");

  /** The names of the tables, in the order they are shown. */
  static final List<String> NAMES =
      Stream.concat(Stream.of("schemas"), OF_A_SCHEMA.stream()).toList();

  private TapSchemaTables() {}

  /** Whether a standard defines the columns of the table. */
  public static boolean isStandard(CatalogTable table) {
    return table.schema().equals(SCHEMA) && !table.name().startsWith("group");
  }

  private static ForeignKey key(String name, String column, String target, String targetColumn) {
    return new ForeignKey(name, column, target, targetColumn);
  }

  /** TAP_SCHEMA with its files below a folder and the given numbers of rows. */
  static CatalogSchema at(Path folder, Map<String, Integer> rows) {
    List<CatalogTable> tables = NAMES.stream().map(name -> table(name, folder, rows)).toList();
    return new CatalogSchema(SCHEMA, "The schemas, tables and columns of this service", tables);
  }

  private static CatalogTable table(String name, Path folder, Map<String, Integer> rows) {
    return new CatalogTable(
        SCHEMA,
        name,
        DESCRIPTIONS.get(name),
        columns(name),
        null,
        new FilePlacement(FilePlacement.Layout.PARQUET, folder.resolve(name)),
        rows.getOrDefault(name, 0),
        0,
        new TableNotes(null, null, KEYS.getOrDefault(name, List.of()), List.of()));
  }

  /** The columns of one of the tables. */
  static List<CatalogColumn> columns(String table) {
    List<CatalogColumn> columns = COLUMNS.get(table);
    if (columns == null) {
      throw new IllegalArgumentException("TAP_SCHEMA has no table [" + table + "]");
    }
    return columns;
  }

  private static CatalogColumn text(String name, String description) {
    return column(name, ColumnType.STRING, description);
  }

  private static CatalogColumn number(String name, String description) {
    return column(name, ColumnType.INTEGER, description);
  }

  private static CatalogColumn column(String name, ColumnType type, String description) {
    return new CatalogColumn(
        name,
        type,
        null,
        null,
        null,
        description,
        CatalogColumn.Visibility.PRINCIPAL,
        CatalogColumn.Access.SCANNED);
  }
}
