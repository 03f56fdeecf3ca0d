package org.almagest.adql.validate;

import java.util.List;
import org.almagest.adql.error.AdqlException;
import org.almagest.adql.function.AddedFunction;
import org.apache.calcite.config.NullCollation;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.validate.SqlValidator;

/** Resolves the names and types of one query; made anew for each. */
public final class AdqlValidator {
  private final CalciteSchema root;
  private final List<AddedFunction> functions;
  private final CalciteCatalogReader catalog;
  private final SqlValidator validator;

  /**
   * @param root its sub-schemas hold the tables
   * @param functions that an installation adds
   */
  public AdqlValidator(
      CalciteSchema root, RelDataTypeFactory types, List<AddedFunction> functions) {
    this.root = root;
    this.functions = functions;
    this.catalog = new AdqlCatalog(root, types);
    this.validator =
        new QueryValidator(
            AdqlCatalog.functions(functions),
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
    TableNames.resolve(query, root);
    CommonColumns.resolve(query, catalog);
    VisibleNames names = new VisibleNames(query, catalog);
    DelimitedNames delimited = new DelimitedNames(query);
    try {
      SqlNode validated = validator.validate(query);
      delimited.check(validated);
      return validated;
    } catch (CalciteContextException e) {
      throw new ValidationErrors(names, functions).translate(e);
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
