package org.almagest.backend;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.almagest.catalog.CatalogColumn;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * Which columns of a table the columns of Parquet files give: a field of a struct becomes the
 * column {@code struct.field}, and whatever is not one value, such as the list of a light curve, a
 * text in JSON.
 *
 * @param columns name and type of each
 * @param stored how the files hold each, in the same order
 * @param leftOut sentences on those that no engine of ours reads
 */
public record StoredColumns(
    List<CatalogColumn> columns, List<StoredColumn> stored, List<String> leftOut) {

  /** Copies the lists. */
  public StoredColumns {
    columns = List.copyOf(columns);
    stored = List.copyOf(stored);
    leftOut = List.copyOf(leftOut);
  }

  /** The columns of files. */
  public static StoredColumns of(MessageType schema) {
    List<CatalogColumn> columns = new ArrayList<>();
    List<StoredColumn> stored = new ArrayList<>();
    List<String> leftOut = new ArrayList<>();
    for (Type field : schema.getFields()) {
      for (List<Type> path : paths(field)) {
        Type last = path.get(path.size() - 1);
        List<String> names = path.stream().map(Type::getName).toList();
        String name = String.join(".", names);
        ParquetValue value = ParquetValue.of(last);
        if (value == null) {
          leftOut.add(
              "Column [" + name + "] is left out: no engine here reads its type " + text(last));
          continue;
        }
        columns.add(CatalogColumn.of(name, value.type()));
        stored.add(new StoredColumn(name, names, value.sparkType(), value.form()));
      }
    }
    return new StoredColumns(columns, stored, leftOut);
  }

  /** How the files hold the columns of a table, for those that are not simply there. */
  public static List<StoredColumn> of(MessageType schema, List<CatalogColumn> table) {
    StoredColumns all = of(schema);
    if (all.stored().stream().allMatch(StoredColumn::isPlain)) {
      return List.of();
    }
    Map<String, StoredColumn> byName = new HashMap<>();
    all.stored().forEach(stored -> byName.putIfAbsent(stored.name(), stored));
    return table.stream().allMatch(column -> byName.containsKey(column.name()))
        ? table.stream().map(column -> byName.get(column.name())).toList()
        : List.of();
  }

  private static List<List<Type>> paths(Type field) {
    if (field.isPrimitive() || field.getLogicalTypeAnnotation() != null) {
      return List.of(List.of(field));
    }
    GroupType group = field.asGroupType();
    return group.isRepetition(Type.Repetition.REPEATED)
        ? List.of(List.of(field))
        : group.getFields().stream().map(inner -> List.of(field, inner)).toList();
  }

  private static String text(Type type) {
    return type.toString().lines().findFirst().orElse("").strip();
  }
}
