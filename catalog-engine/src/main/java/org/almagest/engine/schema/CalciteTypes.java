package org.almagest.engine.schema;

import java.util.Optional;
import org.almagest.adql.function.GeometryTypes;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.ColumnType;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.type.SqlTypeName;

/** Column types of the catalog and Calcite's, both ways. */
public final class CalciteTypes {

  private CalciteTypes() {}

  /** The nullable Calcite type of a column; a text whose xtype is a geometry is one. */
  static RelDataType toCalcite(CatalogColumn column, RelDataTypeFactory factory) {
    Optional<RelDataType> geometry =
        column.type() == ColumnType.STRING && column.xtype() != null
            ? GeometryTypes.ofXtype(column.xtype())
            : Optional.empty();
    return geometry
        .map(type -> factory.createTypeWithNullability(type, true))
        .orElseGet(() -> toCalcite(column.type(), factory));
  }

  private static RelDataType toCalcite(ColumnType type, RelDataTypeFactory factory) {
    SqlTypeName name =
        switch (type) {
          case BOOLEAN -> SqlTypeName.BOOLEAN;
          case UNSIGNED_BYTE, SHORT -> SqlTypeName.SMALLINT;
          case INTEGER -> SqlTypeName.INTEGER;
          case LONG -> SqlTypeName.BIGINT;
          case FLOAT -> SqlTypeName.REAL;
          case DOUBLE -> SqlTypeName.DOUBLE;
          case STRING -> SqlTypeName.VARCHAR;
          case TIMESTAMP -> SqlTypeName.TIMESTAMP;
        };
    RelDataType basic =
        name == SqlTypeName.TIMESTAMP
            ? factory.createSqlType(name, 6)
            : factory.createSqlType(name);
    return factory.createTypeWithNullability(basic, true);
  }

  /** The column type in which values of a Calcite type are handed out. */
  public static ColumnType toCatalog(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case BOOLEAN -> ColumnType.BOOLEAN;
      case TINYINT, SMALLINT, UTINYINT -> ColumnType.SHORT;
      case INTEGER, USMALLINT -> ColumnType.INTEGER;
      case BIGINT, UINTEGER, UBIGINT -> ColumnType.LONG;
      case REAL -> ColumnType.FLOAT;
      case FLOAT, DOUBLE, DECIMAL -> ColumnType.DOUBLE;
      case TIMESTAMP, DATE -> ColumnType.TIMESTAMP;
      default -> ColumnType.STRING;
    };
  }
}
