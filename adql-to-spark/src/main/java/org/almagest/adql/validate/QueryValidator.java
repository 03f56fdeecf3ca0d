package org.almagest.adql.validate;

import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.validate.SelectNamespace;
import org.apache.calcite.sql.validate.SqlMonotonicity;
import org.apache.calcite.sql.validate.SqlValidatorImpl;

/** Calcite's validator, less what takes time that doubles with each sub-query. */
final class QueryValidator extends SqlValidatorImpl {

  QueryValidator(
      SqlOperatorTable functions,
      CalciteCatalogReader catalog,
      RelDataTypeFactory types,
      Config config) {
    super(functions, catalog, types, config);
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
