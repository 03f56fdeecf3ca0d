package org.almagest.adql.function;

import java.util.Locale;
import org.almagest.function.ValueType;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** The types in which functions are declared (TAPRegExt 1.0, 2.3; ADQL 2.1, 4). */
public enum DeclaredType {
  /** A whole number of 32 bits or fewer; any number is rounded to one. */
  INTEGER,
  /** A whole number of 64 bits. */
  BIGINT,
  /** Any other number. */
  DOUBLE,
  /** Text. */
  TEXT,
  /** A time; a text may be one. */
  TIMESTAMP,
  /** A position. */
  POINT,
  /** A circle. */
  CIRCLE,
  /** A polygon. */
  POLYGON,
  /** Any geometry. */
  REGION;

  /**
   * The type of a word.
   *
   * @throws IllegalArgumentException if ADQL has no such type
   */
  public static DeclaredType parse(String text) {
    String word = text.strip().toUpperCase(Locale.ROOT).replaceAll("[ (].*", "");
    return switch (word) {
      case "SMALLINT", "INTEGER", "INT" -> INTEGER;
      case "BIGINT" -> BIGINT;
      case "REAL", "DOUBLE", "FLOAT" -> DOUBLE;
      case "CHAR", "VARCHAR", "TEXT", "CLOB" -> TEXT;
      case "TIMESTAMP" -> TIMESTAMP;
      case "POINT" -> POINT;
      case "CIRCLE" -> CIRCLE;
      case "POLYGON" -> POLYGON;
      case "REGION", "GEOMETRY" -> REGION;
      default ->
          throw new IllegalArgumentException(
              "["
                  + text
                  + "] is no type of ADQL; write INTEGER, BIGINT, DOUBLE PRECISION, VARCHAR,"
                  + " TIMESTAMP, POINT, CIRCLE, POLYGON or REGION");
    };
  }

  boolean accepts(RelDataType type) {
    if (type.getSqlTypeName() == SqlTypeName.NULL) {
      return true;
    }
    return switch (this) {
      case INTEGER, BIGINT, DOUBLE -> SqlTypeUtil.isNumeric(type);
      case TEXT -> SqlTypeUtil.inCharFamily(type);
      case TIMESTAMP ->
          SqlTypeUtil.inCharFamily(type) || type.getSqlTypeName() == SqlTypeName.TIMESTAMP;
      case POINT -> GeometryTypes.isA(type, GeometryTypes.POINT);
      case CIRCLE -> GeometryTypes.isA(type, GeometryTypes.CIRCLE);
      case POLYGON -> GeometryTypes.isA(type, GeometryTypes.POLYGON);
      case REGION -> GeometryTypes.isGeometry(type);
    };
  }

  RelDataType nullable(RelDataTypeFactory types) {
    RelDataType type =
        switch (this) {
          case INTEGER -> types.createSqlType(SqlTypeName.INTEGER);
          case BIGINT -> types.createSqlType(SqlTypeName.BIGINT);
          case DOUBLE -> types.createSqlType(SqlTypeName.DOUBLE);
          case TEXT -> types.createSqlType(SqlTypeName.VARCHAR);
          case TIMESTAMP -> types.createSqlType(SqlTypeName.TIMESTAMP, 6);
          case POINT -> GeometryTypes.POINT;
          case CIRCLE -> GeometryTypes.CIRCLE;
          case POLYGON -> GeometryTypes.POLYGON;
          case REGION -> GeometryTypes.REGION;
        };
    return types.createTypeWithNullability(type, true);
  }

  /** How an engine holds it. */
  ValueType value() {
    return switch (this) {
      case INTEGER -> ValueType.INTEGER;
      case BIGINT -> ValueType.BIGINT;
      case DOUBLE -> ValueType.DOUBLE;
      case TEXT, TIMESTAMP, POINT, CIRCLE, POLYGON, REGION -> ValueType.TEXT;
    };
  }
}
