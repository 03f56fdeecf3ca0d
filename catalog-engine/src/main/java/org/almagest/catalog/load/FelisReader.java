package org.almagest.catalog.load;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * Reads descriptions of tables in Felis.
 *
 * @see <a href="https://felis.lsst.io/">Felis</a>
 */
public final class FelisReader {

  private final Path file;
  private final Map<String, String> columnNamesById = new HashMap<>();
  private final Map<String, SchemaDescription> resources = new HashMap<>();

  private FelisReader(Path file) {
    this.file = file;
  }

  /**
   * Reads a file.
   *
   * @throws FelisException if it is missing, is not YAML or not Felis
   */
  public static SchemaDescription read(Path file) {
    return new FelisReader(file).readSchema();
  }

  private SchemaDescription readSchema() {
    YamlMap root = new YamlMap(file, YamlFile.compose(file));
    root.entries("resources").forEach(this::readResource);
    List<TableDescription> tables = new ArrayList<>();
    FelisRelations relations = new FelisRelations(root.maps("tables"));
    for (YamlMap table : root.maps("tables")) {
      tables.add(table(table, relations));
    }
    if (tables.isEmpty()) {
      throw root.error("describes no tables: expected a list [tables]");
    }
    return new SchemaDescription(root.required("name"), root.text("description"), tables);
  }

  private void readResource(String name, YamlMap resource) {
    String uri = resource.required("uri");
    Path other = file.resolveSibling(uri);
    if (!Files.isRegularFile(other)) {
      throw resource.error(
          "refers to the file [" + uri + "], which is not beside it; put it there");
    }
    resources.put(name, read(other));
  }

  private TableDescription table(YamlMap table, FelisRelations relations) {
    String name = table.required("name");
    List<CatalogColumn> columns = new ArrayList<>();
    Set<String> names = new HashSet<>();
    table
        .entries("columnRefs")
        .forEach((resource, tables) -> addReferences(table, resource, tables, columns));
    for (YamlMap column : table.maps("columns")) {
      columns.add(column(column));
      String id = column.text("@id");
      if (id != null) {
        columnNamesById.put(id, column.required("name"));
      }
    }
    for (CatalogColumn column : columns) {
      if (!names.add(column.name().toLowerCase(Locale.ROOT))) {
        throw table.error("table [" + name + "] has two columns named [" + column.name() + "]");
      }
    }
    if (columns.isEmpty()) {
      throw table.error("table [" + name + "] has no columns");
    }
    List<String> key = table.texts("primaryKey").stream().map(this::columnName).toList();
    return new TableDescription(
        name, table.text("description"), columns, key, relations.of(table, columns));
  }

  private void addReferences(
      YamlMap table, String resource, YamlMap tables, List<CatalogColumn> columns) {
    SchemaDescription schema = resources.get(resource);
    if (schema == null) {
      throw table.error("columnRefs names the resource [" + resource + "], which is not declared");
    }
    tables
        .entries()
        .forEach(
            (tableName, wanted) -> {
              TableDescription source =
                  schema
                      .table(tableName)
                      .orElseThrow(
                          () ->
                              wanted.error("[" + resource + "] has no table [" + tableName + "]"));
              wanted.entries().forEach((name, change) -> columns.add(column(source, name, change)));
            });
  }

  private static CatalogColumn column(TableDescription source, String name, YamlMap change) {
    CatalogColumn found =
        source
            .column(name)
            .orElseThrow(
                () -> change.error("[" + source.name() + "] has no column [" + name + "]"));
    String newName = change.text("name");
    return newName == null ? found : renamed(found, newName);
  }

  private static CatalogColumn renamed(CatalogColumn column, String name) {
    return new CatalogColumn(
        name,
        column.type(),
        column.unit(),
        column.ucd(),
        column.utype(),
        column.description(),
        column.principal(),
        column.indexed(),
        column.xtype());
  }

  private static CatalogColumn column(YamlMap column) {
    String unit = column.text("ivoa:unit");
    String principal = column.text("tap:principal");
    return new CatalogColumn(
        column.required("name"),
        type(column),
        unit != null ? unit : column.text("fits:tunit"),
        column.text("ivoa:ucd"),
        column.text("votable:utype"),
        column.text("description"),
        "1".equals(principal)
            ? CatalogColumn.Visibility.PRINCIPAL
            : CatalogColumn.Visibility.SECONDARY,
        CatalogColumn.Access.SCANNED,
        column.text("votable:xtype"));
  }

  private static ColumnType type(YamlMap column) {
    String name = column.required("datatype");
    ColumnType type = typeOrNull(name);
    if (type == null) {
      throw column.error(
          "column ["
              + column.text("name")
              + "] has the datatype ["
              + name
              + "]; known are boolean, byte, short, int, long, float, double, char, string,"
              + " unicode, text and timestamp");
    }
    return type;
  }

  private static @Nullable ColumnType typeOrNull(String name) {
    return switch (name) {
      case "boolean" -> ColumnType.BOOLEAN;
      // A byte of Felis has a sign; that of VOTable has none.
      case "byte", "short" -> ColumnType.SHORT;
      case "int" -> ColumnType.INTEGER;
      case "long" -> ColumnType.LONG;
      case "float" -> ColumnType.FLOAT;
      case "double" -> ColumnType.DOUBLE;
      case "char", "string", "unicode", "text" -> ColumnType.STRING;
      case "timestamp" -> ColumnType.TIMESTAMP;
      default -> null;
    };
  }

  /** Keys name columns by identifier: {@code #Object.objectId}. */
  private String columnName(String id) {
    String known = columnNamesById.get(id);
    return known != null ? known : id.substring(id.lastIndexOf('.') + 1);
  }
}
