package org.almagest.foreign;

import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;
import uk.ac.starlink.ecsv.EcsvColumn;

/**
 * What an ECSV file declares of the cells of a column.
 *
 * @param type of each value, of which arrays have several, in JSON
 * @param size how many elements each array has; 0 for any number
 */
record EcsvCells(String name, String datatype, ElementType type, boolean isArray, int size) {
  private static final String SEPARATORS = " \t\r\n,[]";

  static EcsvCells of(EcsvColumn<?> column) {
    Class<?> content = column.getDecoder().getContentClass();
    int[] shape = column.getDecoder().getShape();
    String datatype = String.valueOf(column.getDatatype());
    int size = 1;
    for (int length : shape == null ? new int[] {0} : shape) {
      size *= Math.max(0, length);
    }
    return new EcsvCells(
        column.getName(),
        content.isArray() ? content.getSimpleName() : datatype,
        content.isArray() ? element(content.getComponentType()) : type(datatype),
        content.isArray(),
        size);
  }

  private static ElementType type(String datatype) {
    return switch (datatype) {
      case "bool" -> ElementType.BOOLEAN;
      case "int8" -> ElementType.INT8;
      case "uint8" -> ElementType.UNSIGNED_BYTE;
      case "int16" -> ElementType.INT16;
      case "uint16" -> ElementType.UINT16;
      case "int32" -> ElementType.INT32;
      case "uint32" -> ElementType.UINT32;
      case "int64" -> ElementType.INT64;
      case "float32" -> ElementType.FLOAT32;
      case "float64" -> ElementType.FLOAT64;
      default -> ElementType.TEXT;
    };
  }

  private static ElementType element(Class<?> component) {
    return switch (component.getSimpleName()) {
      case "boolean" -> ElementType.BOOLEAN;
      case "byte" -> ElementType.INT8;
      case "short" -> ElementType.INT16;
      case "int" -> ElementType.INT32;
      case "long" -> ElementType.INT64;
      case "float" -> ElementType.FLOAT32;
      case "double" -> ElementType.FLOAT64;
      default -> ElementType.TEXT;
    };
  }

  /** What is wrong with a cell that is not empty; null if nothing is. */
  @Nullable String problem(String text) {
    if (type == ElementType.TEXT) {
      return null;
    }
    if (!isArray) {
      boolean isNull = type.isWhole() && ElementType.isNan(text);
      return isNull || holds(text) ? null : not(text);
    }
    if (!text.strip().startsWith("[")) {
      return "column [" + name + "]: [" + Shown.of(text) + "] is not an array (" + datatype + ")";
    }
    StringTokenizer elements = new StringTokenizer(text, SEPARATORS);
    int count = elements.countTokens();
    while (elements.hasMoreTokens()) {
      String element = elements.nextToken();
      if (!holds(element) && !(type.isReal() && element.equals("null"))) {
        return not(element);
      }
    }
    return size > 0 && count != size
        ? "column [" + name + "]: it has " + count + " elements, " + size + " are declared"
        : null;
  }

  /** A truth is written in letters here. */
  private boolean holds(String text) {
    return type == ElementType.BOOLEAN
        ? text.equalsIgnoreCase("true")
            || text.equalsIgnoreCase("false")
            || (!isArray && (text.equalsIgnoreCase("t") || text.equalsIgnoreCase("f")))
        : type.holds(text);
  }

  private String not(String text) {
    return "column ["
        + name
        + "]: ["
        + Shown.of(text)
        + "] is not "
        + (type == ElementType.BOOLEAN ? "True or False" : type.wanted())
        + " ("
        + datatype
        + ")";
  }

  /** The value of a cell: the reader of tables makes null of {@code inf}. */
  @Nullable Object value(String text, @Nullable Object read) {
    if (!type.isReal() || (text.indexOf('n') < 0 && text.indexOf('N') < 0)) {
      return read;
    }
    if (!isArray) {
      String infinity = ElementType.infinity(text);
      if (infinity == null) {
        return read;
      }
      double value = Double.parseDouble(infinity);
      return type == ElementType.FLOAT32 ? (Object) (float) value : (Object) value;
    }
    StringTokenizer elements = new StringTokenizer(text, SEPARATORS);
    for (int index = 0; elements.hasMoreTokens(); index++) {
      String infinity = ElementType.infinity(elements.nextToken());
      if (infinity != null && read instanceof double[] doubles && index < doubles.length) {
        doubles[index] = Double.parseDouble(infinity);
      } else if (infinity != null && read instanceof float[] floats && index < floats.length) {
        floats[index] = Float.parseFloat(infinity);
      }
    }
    return read;
  }
}
