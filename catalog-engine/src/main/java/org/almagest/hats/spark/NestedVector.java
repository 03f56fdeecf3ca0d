package org.almagest.hats.spark;

import java.io.IOException;
import java.util.Map;
import org.almagest.hats.column.ColumnValues;
import org.almagest.hats.column.ListValues;
import org.almagest.hats.match.CatalogRows;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarArray;

/** Lists, and structs of them, as Spark reads them. */
abstract class NestedVector extends OtherVector {

  private final boolean[] nulls;
  private final int count;

  private NestedVector(DataType type, boolean[] nulls) {
    super(type);
    this.nulls = nulls;
    int found = 0;
    for (boolean isNull : nulls) {
      found += isNull ? 1 : 0;
    }
    this.count = found;
  }

  /**
   * Reads a column, whatever it is.
   *
   * @param times by what to divide or multiply times of columns, by their paths
   */
  static ColumnVector read(CatalogRows rows, String path, DataType type, Map<String, Long> times)
      throws IOException {
    if (type instanceof StructType struct) {
      return struct(rows, path, struct, times);
    }
    if (type instanceof ArrayType list) {
      return new Lists(list, rows.lists(path), times.getOrDefault(path, 1L));
    }
    return ValueVector.of(type, rows.column(path), times.getOrDefault(path, 1L));
  }

  private static ColumnVector struct(
      CatalogRows rows, String path, StructType type, Map<String, Long> times) throws IOException {
    ColumnVector[] fields = new ColumnVector[type.fields().length];
    boolean[] nulls = new boolean[rows.rows()];
    boolean told = false;
    for (int index = 0; index < fields.length; index++) {
      StructField field = type.fields()[index];
      fields[index] = read(rows, path + "." + field.name(), field.dataType(), times);
      if (fields[index] instanceof Lists lists && !told) {
        told = true;
        for (int row = 0; row < nulls.length; row++) {
          nulls[row] = lists.values.state(row) == ListValues.State.NO_STRUCT;
        }
      }
    }
    return new Structs(type, fields, nulls);
  }

  @Override
  public boolean hasNull() {
    return count > 0;
  }

  @Override
  public int numNulls() {
    return count;
  }

  @Override
  public boolean isNullAt(int row) {
    return nulls[row];
  }

  private static final class Lists extends NestedVector {
    private final ListValues values;
    private final ColumnVector elements;

    Lists(ArrayType type, ListValues values, long times) {
      super(type, nulls(values));
      this.values = values;
      ColumnValues all = values.elements();
      this.elements = ValueVector.of(type.elementType(), all, times);
    }

    private static boolean[] nulls(ListValues values) {
      boolean[] nulls = new boolean[values.size()];
      for (int row = 0; row < nulls.length; row++) {
        nulls[row] = values.state(row) != ListValues.State.PRESENT;
      }
      return nulls;
    }

    @Override
    public ColumnarArray getArray(int row) {
      return new ColumnarArray(elements, values.start(row), values.length(row));
    }
  }

  private static final class Structs extends NestedVector {
    private final ColumnVector[] fields;

    Structs(StructType type, ColumnVector[] fields, boolean[] nulls) {
      super(type, nulls);
      this.fields = fields;
    }

    @Override
    public ColumnVector getChild(int ordinal) {
      return fields[ordinal];
    }
  }
}
