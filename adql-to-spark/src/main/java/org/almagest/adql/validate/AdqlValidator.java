package org.almagest.adql.validate;

import java.util.List;
import java.util.Properties;
import org.almagest.adql.error.AdqlException;
import org.almagest.adql.function.AdqlFunctions;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.config.CalciteConnectionProperty;
import org.apache.calcite.config.NullCollation;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorUtil;

/** Resolves the names and types of one query; made anew for each. */
public final class AdqlValidator {
  private final CalciteCatalogReader catalog;
  private final SqlValidator validator;

  /**
   * @param root its sub-schemas hold the tables
   */
  public AdqlValidator(CalciteSchema root, RelDataTypeFactory types) {
    Properties properties = new Properties();
    properties.setProperty(CalciteConnectionProperty.CASE_SENSITIVE.camelName(), "false");
    this.catalog =
        new CalciteCatalogReader(
            root, List.of(), types, new CalciteConnectionConfigImpl(properties));
    this.validator =
        SqlValidatorUtil.newValidator(
            AdqlFunctions.table(),
            catalog,
            types,
            SqlValidator.Config.DEFAULT
                .withConformance(AdqlConformance.INSTANCE)
                .withDefaultNullCollation(NullCollation.LOW)
                .withTypeCoercionFactory(AdqlTypeCoercion::new)
                .withCallRewrite(false)
                .withIdentifierExpansion(true));
  }

  /**
   * The query with its names resolved.
   *
   * @throws AdqlException if a name is unknown or a type does not fit
   */
  public SqlNode validate(SqlNode query) {
    query.accept(new LiteralRules());
    VisibleNames names = new VisibleNames(query, catalog);
    try {
      return validator.validate(query);
    } catch (CalciteContextException e) {
      throw new ValidationErrors(names).translate(e);
    }
  }

  /** The tables of the query. */
  public CalciteCatalogReader catalog() {
    return catalog;
  }

  /** Calcite's validator, which knows the types of the validated query. */
  public SqlValidator validator() {
    return validator;
  }
}
