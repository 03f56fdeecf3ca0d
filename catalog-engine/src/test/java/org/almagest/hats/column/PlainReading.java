package org.almagest.hats.column;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;

/** The same columns read value by value by parquet-java. */
final class PlainReading {

  private PlainReading() {}

  static void assertSame(Path file) throws IOException {
    List<Group> rows = new ArrayList<>();
    try (ParquetReader<Group> reader =
        ParquetReader.builder(new GroupReadSupport(), new org.apache.hadoop.fs.Path(file.toUri()))
            .build()) {
      for (Group row = reader.read(); row != null; row = reader.read()) {
        rows.add(row);
      }
    }
    try (ColumnFile columns = ColumnFile.open(ColumnFileTest.input(file))) {
      for (ColumnDescriptor column : columns.schema().getColumns()) {
        if (column.getMaxRepetitionLevel() == 0) {
          String path = String.join(".", column.getPath());
          ColumnValues values = columns.read(path, columns.all());
          assertThat(values.size()).isEqualTo(rows.size());
          for (int i = 0; i < rows.size(); i++) {
            assertThat(value(values, i))
                .as("%s, column %s, row %d", file, path, i)
                .isEqualTo(value(rows.get(i), column.getPath(), 0));
          }
        }
      }
    }
  }

  static Object value(ColumnValues values, int row) {
    if (values.isNull(row)) {
      return null;
    }
    if (values instanceof LongValues longs) {
      return longs.array()[row];
    }
    if (values instanceof IntValues ints) {
      return ints.array()[row];
    }
    if (values instanceof DoubleValues doubles) {
      return doubles.array()[row];
    }
    if (values instanceof FloatValues floats) {
      return floats.array()[row];
    }
    if (values instanceof BooleanValues booleans) {
      return booleans.array()[row];
    }
    BinaryValues binary = (BinaryValues) values;
    return new String(
        binary.bytes(), binary.offset(row), binary.length(row), StandardCharsets.ISO_8859_1);
  }

  private static Object value(Group group, String[] path, int depth) {
    String field = path[depth];
    if (group.getFieldRepetitionCount(field) == 0) {
      return null;
    }
    if (depth < path.length - 1) {
      return value(group.getGroup(field, 0), path, depth + 1);
    }
    return switch (group.getType().getType(field).asPrimitiveType().getPrimitiveTypeName()) {
      case INT64 -> group.getLong(field, 0);
      case INT32 -> group.getInteger(field, 0);
      case DOUBLE -> group.getDouble(field, 0);
      case FLOAT -> group.getFloat(field, 0);
      case BOOLEAN -> group.getBoolean(field, 0);
      case INT96 -> new String(group.getInt96(field, 0).getBytes(), StandardCharsets.ISO_8859_1);
      case BINARY, FIXED_LEN_BYTE_ARRAY ->
          new String(group.getBinary(field, 0).getBytes(), StandardCharsets.ISO_8859_1);
    };
  }
}
