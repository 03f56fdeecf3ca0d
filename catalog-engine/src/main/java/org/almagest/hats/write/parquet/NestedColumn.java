package org.almagest.hats.write.parquet;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.ColumnType;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * A column whose value is a table of its own, such as a light curve: a struct of lists, which are
 * of one length in a row. A row without any has no struct.
 *
 * @param fields the columns of that table
 * @param sortField which of them its rows are sorted by; -1 for none
 */
public record NestedColumn(String name, List<CatalogColumn> fields, int sortField)
    implements Serializable {

  /** Copies the fields. */
  public NestedColumn {
    fields = List.copyOf(fields);
  }

  /** The types of the fields. */
  public List<ColumnType> types() {
    return fields.stream().map(CatalogColumn::type).toList();
  }

  /** Where a field is in a file: what is between its name and the values. */
  public List<String> path(CatalogColumn field) {
    return List.of(name, field.name(), "list", "element");
  }

  /** A schema with this column as its last. */
  public MessageType addedTo(MessageType schema) {
    List<Type> fieldsOfFile = new ArrayList<>(schema.getFields());
    fieldsOfFile.add(type());
    return new MessageType(schema.getName(), fieldsOfFile);
  }

  private GroupType type() {
    List<Type> lists = new ArrayList<>();
    for (CatalogColumn field : fields) {
      Type element =
          ParquetSchema.of(List.of(CatalogColumn.of("element", field.type()))).getType(0);
      lists.add(
          Types.optionalGroup()
              .as(LogicalTypeAnnotation.listType())
              .addField(Types.repeatedGroup().addField(element).named("list"))
              .named(field.name()));
    }
    return new GroupType(Type.Repetition.OPTIONAL, name, lists);
  }
}
