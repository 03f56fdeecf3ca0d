package org.almagest.api.result.encode;

import java.util.Arrays;
import org.almagest.backend.ResultColumn;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.ColumnType;
import org.almagest.catalog.VotableType;
import uk.ac.starlink.table.ColumnInfo;
import uk.ac.starlink.table.DescribedValue;
import uk.ac.starlink.table.Tables;

/**
 * A column as STIL's writers want it.
 *
 * @param element the type of the numbers that the texts of the column stand for; void for none
 */
record StarColumn(ColumnInfo info, Class<?> element) {

  static StarColumn of(ResultColumn result) {
    CatalogColumn column = result.column();
    Class<?> element =
        column.type() == ColumnType.STRING ? element(column.votableType()) : void.class;
    Class<?> content = element == void.class ? content(column.type()) : element.arrayType();
    ColumnInfo info = new ColumnInfo(result.name(), content, column.description());
    info.setUnitString(column.unit());
    info.setUCD(column.ucd());
    info.setUtype(column.utype());
    column.votableXtype().ifPresent(info::setXtype);
    if (column.type() == ColumnType.UNSIGNED_BYTE) {
      info.setAuxDatum(new DescribedValue(Tables.UBYTE_FLAG_INFO, true));
    }
    if (element != void.class) {
      info.setShape(shape(column.votableType()));
    }
    return new StarColumn(info, element);
  }

  private static Class<?> content(ColumnType type) {
    return switch (type) {
      case BOOLEAN -> Boolean.class;
      case UNSIGNED_BYTE, SHORT -> Short.class;
      case INTEGER -> Integer.class;
      case LONG -> Long.class;
      case FLOAT -> Float.class;
      case DOUBLE -> Double.class;
      case STRING, TIMESTAMP -> String.class;
    };
  }

  private static Class<?> element(VotableType type) {
    return switch (type.datatype()) {
      case "short", "unsignedByte" -> short.class;
      case "int" -> int.class;
      case "long" -> long.class;
      case "float", "floatComplex" -> float.class;
      case "double", "doubleComplex" -> double.class;
      default -> void.class;
    };
  }

  private static int[] shape(VotableType type) {
    String size = type.arraysize() == null ? "" : type.arraysize();
    String all = type.datatype().endsWith("Complex") ? size.isEmpty() ? "2" : "2x" + size : size;
    return Arrays.stream(all.split("x"))
        .mapToInt(length -> length.endsWith("*") ? -1 : Integer.parseInt(length))
        .toArray();
  }

  /** The value as STIL has it. */
  Object value(Object value) {
    if (element == void.class) {
      return value;
    }
    String[] elements = value.toString().strip().split("\\s+");
    if (element == double.class) {
      return Arrays.stream(elements).mapToDouble(Double::parseDouble).toArray();
    }
    if (element == int.class) {
      return Arrays.stream(elements).mapToInt(Integer::parseInt).toArray();
    }
    if (element == long.class) {
      return Arrays.stream(elements).mapToLong(Long::parseLong).toArray();
    }
    return element == float.class ? floats(elements) : shorts(elements);
  }

  private static float[] floats(String[] elements) {
    float[] values = new float[elements.length];
    for (int index = 0; index < values.length; index++) {
      values[index] = Float.parseFloat(elements[index]);
    }
    return values;
  }

  private static short[] shorts(String[] elements) {
    short[] values = new short[elements.length];
    for (int index = 0; index < values.length; index++) {
      values[index] = Short.parseShort(elements[index]);
    }
    return values;
  }
}
