package org.almagest.adql.validate;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** Result types of aggregates, and text of any length. */
public final class AdqlTypeSystem extends RelDataTypeSystemImpl {
  private static final int MICROSECONDS = 6;

  @Override
  public int getMaxPrecision(SqlTypeName typeName) {
    return typeName == SqlTypeName.TIMESTAMP ? MICROSECONDS : super.getMaxPrecision(typeName);
  }

  @Override
  public int getDefaultPrecision(SqlTypeName typeName) {
    return typeName == SqlTypeName.TIMESTAMP ? MICROSECONDS : super.getDefaultPrecision(typeName);
  }

  @Override
  public boolean shouldConvertRaggedUnionTypesToVarying() {
    return true;
  }

  @Override
  public RelDataType deriveSumType(RelDataTypeFactory factory, RelDataType argument) {
    if (SqlTypeUtil.isIntType(argument)) {
      return typeLike(factory, SqlTypeName.BIGINT, argument);
    }
    return SqlTypeUtil.isApproximateNumeric(argument)
        ? typeLike(factory, SqlTypeName.DOUBLE, argument)
        : super.deriveSumType(factory, argument);
  }

  @Override
  public RelDataType deriveAvgAggType(RelDataTypeFactory factory, RelDataType argument) {
    return typeLike(factory, SqlTypeName.DOUBLE, argument);
  }

  private static RelDataType typeLike(
      RelDataTypeFactory factory, SqlTypeName name, RelDataType nullability) {
    return factory.createTypeWithNullability(factory.createSqlType(name), nullability.isNullable());
  }
}
