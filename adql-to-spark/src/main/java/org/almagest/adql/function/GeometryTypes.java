package org.almagest.adql.function;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeComparability;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.ObjectSqlType;
import org.apache.calcite.sql.type.SqlTypeName;

/** The types of ADQL's geometries (ADQL 2.1, 4.3); each is comparable with nothing. */
public final class GeometryTypes {

  /** A position on the sky. */
  public static final RelDataType POINT = type("POINT");

  /** A circle on the sky. */
  public static final RelDataType CIRCLE = type("CIRCLE");

  private GeometryTypes() {}

  /** Whether a type is the given geometry, NULL allowed or not. */
  public static boolean isA(RelDataType type, RelDataType geometry) {
    SqlIdentifier name = type.getSqlIdentifier();
    SqlIdentifier wanted = geometry.getSqlIdentifier();
    return name != null && wanted != null && name.getSimple().equals(wanted.getSimple());
  }

  /** Whether a type is any geometry. */
  public static boolean isGeometry(RelDataType type) {
    return isA(type, POINT) || isA(type, CIRCLE);
  }

  private static RelDataType type(String name) {
    return new ObjectSqlType(
        SqlTypeName.OTHER,
        new SqlIdentifier(name, SqlParserPos.ZERO),
        false,
        List.of(),
        RelDataTypeComparability.NONE);
  }
}
