package org.almagest.adql.validate;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** Casts that have no value for some of the values that they are given; NULL it is then. */
public final class LossyCast {

  private LossyCast() {}

  /**
   * Whether a text is a number that a type holds; not of each such text it is known.
   *
   * @param to any type
   */
  public static boolean isNumber(String text, RelDataType to) {
    String number = text.strip();
    if (SqlTypeUtil.isIntType(to) && number.matches("[+-]?[0-9]{1,9}")) {
      int value = Integer.parseInt(number);
      return to.getSqlTypeName() != SqlTypeName.SMALLINT || (short) value == value;
    }
    return to.getSqlTypeName() == SqlTypeName.DOUBLE
        && number.matches("[+-]?[0-9]{1,15}([.][0-9]{1,15})?");
  }

  /** Whether a cast may make NULL of a value. */
  public static boolean is(RelDataType from, RelDataType to) {
    if (SqlTypeUtil.inCharFamily(from)) {
      // Texts that are compared with times are times, or refused.
      return !SqlTypeUtil.inCharFamily(to) && to.getSqlTypeName() != SqlTypeName.TIMESTAMP;
    }
    if (!SqlTypeUtil.isNumeric(from) || !SqlTypeUtil.isNumeric(to)) {
      return false;
    }
    boolean narrows =
        SqlTypeUtil.isIntType(to)
            && (!SqlTypeUtil.isIntType(from)
                || to.getSqlTypeName().compareTo(from.getSqlTypeName()) < 0);
    return narrows
        || (to.getSqlTypeName() == SqlTypeName.REAL && from.getSqlTypeName() == SqlTypeName.DOUBLE);
  }
}
