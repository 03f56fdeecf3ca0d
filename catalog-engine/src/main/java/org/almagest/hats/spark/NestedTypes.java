package org.almagest.hats.spark;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The columns of Parquet files as Spark's, with lists of single values, and structs of such lists
 * and of single values: the light curves of nested-pandas. What is nested deeper is left out.
 */
final class NestedTypes {

  private NestedTypes() {}

  static StructType schema(MessageType files) {
    StructType schema = new StructType();
    for (Type field : files.getFields()) {
      Optional<DataType> type = field.isPrimitive() ? single(field) : group(field.asGroupType());
      if (type.isPresent()) {
        schema = schema.add(field.getName(), type.get(), true);
      }
    }
    return schema;
  }

  private static Optional<DataType> single(Type field) {
    return field.isRepetition(Repetition.REPEATED)
        ? Optional.empty()
        : ColumnTypes.type(field.asPrimitiveType());
  }

  private static Optional<DataType> group(GroupType group) {
    if (group.getLogicalTypeAnnotation() != null || group.isRepetition(Repetition.REPEATED)) {
      return list(group);
    }
    StructType struct = new StructType();
    for (Type field : group.getFields()) {
      Optional<DataType> type = field.isPrimitive() ? single(field) : list(field.asGroupType());
      if (type.isPresent()) {
        struct = struct.add(field.getName(), type.get(), true);
      }
    }
    return struct.isEmpty() ? Optional.empty() : Optional.of(struct);
  }

  /** Lists of three levels, as the format says to write them. */
  private static Optional<DataType> list(GroupType list) {
    if (!(list.getLogicalTypeAnnotation() instanceof ListLogicalTypeAnnotation)
        || list.isRepetition(Repetition.REPEATED)
        || list.getFieldCount() != 1
        || list.getType(0).isPrimitive()) {
      return Optional.empty();
    }
    GroupType repeated = list.getType(0).asGroupType();
    return repeated.getFieldCount() == 1 && repeated.getType(0).isPrimitive()
        ? single(repeated.getType(0)).map(type -> DataTypes.createArrayType(type, true))
        : Optional.empty();
  }

  /** By what to multiply or divide times to get microseconds, by the path of the column. */
  static Map<String, Long> times(MessageType files) {
    Map<String, Long> times = new HashMap<>();
    for (ColumnDescriptor column : files.getColumns()) {
      List<String> path = List.of(column.getPath());
      int names = path.size() - (column.getMaxRepetitionLevel() > 0 ? 2 : 0);
      long factor = ColumnTypes.perMicrosecond(column.getPrimitiveType());
      if (factor != 1 && names > 0) {
        times.put(String.join(".", path.subList(0, names)), factor);
      }
    }
    return times;
  }
}
