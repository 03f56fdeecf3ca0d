package org.almagest.api.upload;

import java.util.Locale;
import org.almagest.api.error.ServiceException;
import org.almagest.api.error.ServiceException.Code;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.ColumnType;
import org.almagest.catalog.VotableType;
import org.jspecify.annotations.Nullable;
import uk.ac.starlink.table.ColumnInfo;
import uk.ac.starlink.table.Tables;
import uk.ac.starlink.votable.VOStarTable;

/**
 * A column of a table that was sent: what it becomes, and how its values do.
 *
 * @param elementLength how many characters each text of an array has; 0 where it holds no texts
 */
record UploadColumn(CatalogColumn column, int elementLength) {

  /**
   * @param index its place in the table, from 0
   * @throws ServiceException if no engine can hold it
   */
  static UploadColumn of(ColumnInfo info, int index) {
    String name =
        info.getName() == null || info.getName().isBlank() ? "col" + (index + 1) : info.getName();
    Class<?> content = info.getContentClass();
    boolean timestamp = content == String.class && "timestamp".equals(info.getXtype());
    ColumnType type = timestamp ? ColumnType.TIMESTAMP : type(content, info);
    VotableType declared = type == ColumnType.STRING ? declared(name, info) : null;
    CatalogColumn column =
        new CatalogColumn(
            name,
            type,
            info.getUnitString(),
            info.getUCD(),
            info.getUtype(),
            info.getDescription(),
            CatalogColumn.Visibility.PRINCIPAL,
            CatalogColumn.Access.SCANNED,
            timestamp ? null : info.getXtype(),
            declared);
    return new UploadColumn(
        column, content == String[].class ? Math.max(1, info.getElementSize()) : 0);
  }

  private static ColumnType type(Class<?> content, ColumnInfo info) {
    if (content == Boolean.class) {
      return ColumnType.BOOLEAN;
    }
    if (content == Short.class || content == Byte.class) {
      return isUnsignedByte(info) ? ColumnType.UNSIGNED_BYTE : ColumnType.SHORT;
    }
    if (content == Integer.class) {
      return ColumnType.INTEGER;
    }
    if (content == Long.class) {
      return ColumnType.LONG;
    }
    if (content == Float.class) {
      return ColumnType.FLOAT;
    }
    return content == Double.class ? ColumnType.DOUBLE : ColumnType.STRING;
  }

  private static boolean isUnsignedByte(ColumnInfo info) {
    return Boolean.TRUE.equals(info.getAuxDatumValue(Tables.UBYTE_FLAG_INFO, Boolean.class));
  }

  private static VotableType declared(String name, ColumnInfo info) {
    String given = info.getAuxDatumValue(VOStarTable.DATATYPE_INFO, String.class);
    Class<?> content = info.getContentClass();
    if (content == String.class) {
      int length = info.getElementSize();
      return new VotableType(
          given == null ? "unicodeChar" : given, length > 0 ? Integer.toString(length) : "*");
    }
    if (content == Character.class) {
      return new VotableType(given == null ? "unicodeChar" : given, null);
    }
    if (content == String[].class) {
      if (info.getElementSize() <= 0) {
        throw unreadable(name, "arrays of texts without a length");
      }
      return new VotableType(
          given == null ? "unicodeChar" : given, info.getElementSize() + "x" + size(info, 0));
    }
    if (!content.isArray() || !content.getComponentType().isPrimitive()) {
      throw unreadable(name, content.getSimpleName() + " values");
    }
    String datatype = given == null ? datatype(content.getComponentType(), info) : given;
    boolean complex = datatype.endsWith("Complex");
    int[] shape = info.getShape();
    if (complex && shape != null && shape.length == 1) {
      return new VotableType(datatype, null);
    }
    return new VotableType(datatype, size(info, complex ? 1 : 0));
  }

  private static String size(ColumnInfo info, int from) {
    int[] shape = info.getShape();
    if (shape == null || shape.length <= from) {
      return "*";
    }
    StringBuilder size = new StringBuilder();
    for (int index = from; index < shape.length; index++) {
      size.append(index > from ? "x" : "").append(shape[index] < 0 ? "*" : "" + shape[index]);
    }
    return size.toString();
  }

  private static String datatype(Class<?> element, ColumnInfo info) {
    if (element == int.class || element == long.class || element == boolean.class) {
      return element.getName();
    }
    if (element == float.class || element == double.class) {
      return element.getName();
    }
    if (element == char.class) {
      return "unicodeChar";
    }
    return isUnsignedByte(info) ? "unsignedByte" : "short";
  }

  /**
   * The value of a cell as the column holds it.
   *
   * @param row its number, from 1, for messages
   */
  @Nullable Object value(@Nullable Object cell, long row) {
    if (cell == null) {
      return null;
    }
    return switch (column.type()) {
      case BOOLEAN -> cell;
      case UNSIGNED_BYTE -> unsigned(cell);
      case SHORT, INTEGER, LONG -> cell;
      case FLOAT -> Float.isNaN((Float) cell) ? null : cell;
      case DOUBLE -> Double.isNaN((Double) cell) ? null : cell;
      case TIMESTAMP -> time(cell.toString().strip(), row);
      case STRING -> text(CellText.of(cell, elementLength));
    };
  }

  /** A NUL ends a text, as in the formats that pad texts with it; nothing before it is null. */
  private static @Nullable String text(String text) {
    int end = text.indexOf('\0');
    return end < 0 ? text : end == 0 ? null : text.substring(0, end);
  }

  private static Object unsigned(Object cell) {
    return cell instanceof Byte signed ? (short) (signed & 0xff) : cell;
  }

  private @Nullable Object time(String text, long row) {
    if (text.isEmpty()) {
      return null;
    }
    return CellText.time(text)
        .orElseThrow(
            () ->
                new ServiceException(
                    Code.BAD_PARAMETER,
                    String.format(
                        Locale.ROOT,
                        "Row %d of the uploaded table has no timestamp in column [%s] but [%s]:"
                            + " write it as YYYY-MM-DDThh:mm:ss.sss",
                        row,
                        column.name(),
                        text)));
  }

  private static ServiceException unreadable(String name, String what) {
    return new ServiceException(
        Code.BAD_PARAMETER,
        "Column [" + name + "] of the uploaded table holds " + what + ": leave it out");
  }
}
