package org.almagest.adql.validate;

import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.validate.SelectNamespace;
import org.apache.calcite.sql.validate.SqlMonotonicity;
import org.apache.calcite.sql.validate.SqlValidatorImpl;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/** Calcite's validator, less what takes time that doubles with each sub-query. */
final class QueryValidator extends SqlValidatorImpl {

  QueryValidator(
      SqlOperatorTable functions,
      CalciteCatalogReader catalog,
      RelDataTypeFactory types,
      Config config) {
    super(functions, catalog, types, config);
  }

  /** A cast whose value may not fit its type may be NULL. */
  @Override
  public RelDataType deriveType(SqlValidatorScope scope, SqlNode node) {
    RelDataType type = super.deriveType(scope, node);
    if (node.getKind() != SqlKind.CAST || type.isNullable()) {
      return type;
    }
    SqlNode operand = ((SqlCall) node).operand(0);
    boolean number =
        operand instanceof SqlCharStringLiteral text
            && LossyCast.isNumber(text.getValueAs(String.class), type);
    if (number || !LossyCast.is(super.deriveType(scope, operand), type)) {
      return type;
    }
    RelDataType nullable = getTypeFactory().createTypeWithNullability(type, true);
    setValidatedNodeType(node, nullable);
    return nullable;
  }

  @Override
  protected SelectNamespace createSelectNamespace(SqlSelect select, SqlNode enclosingNode) {
    return new SelectNamespace(this, select, enclosingNode) {
      /** Of use to streams alone; Calcite follows a column through every expression it is in. */
      @Override
      public SqlMonotonicity getMonotonicity(String columnName) {
        return SqlMonotonicity.NOT_MONOTONIC;
      }
    };
  }
}
