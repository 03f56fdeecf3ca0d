package org.almagest.adql.validate;

import java.util.List;
import java.util.Properties;
import org.almagest.adql.function.AddedFunction;
import org.almagest.adql.function.AdqlFunctions;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.util.SqlOperatorTables;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.apache.calcite.sql.validate.SqlNameMatchers;
import org.jspecify.annotations.Nullable;

/** The tables of a catalog as Calcite reads them. */
final class AdqlCatalog extends CalciteCatalogReader {
  private static final CalciteConnectionConfigImpl DEFAULTS =
      new CalciteConnectionConfigImpl(new Properties());

  AdqlCatalog(CalciteSchema root, RelDataTypeFactory types) {
    super(root, NameMatcher.INSTANCE, List.of(List.of()), types, DEFAULTS);
  }

  /**
   * The functions of ADQL and those that an installation adds, whatever the case of their names.
   */
  static SqlOperatorTable functions(List<AddedFunction> added) {
    return added.isEmpty()
        ? Functions.INSTANCE
        : new Functions(
            SqlOperatorTables.chain(
                AdqlFunctions.table(), SqlOperatorTables.of(List.copyOf(added))));
  }

  private static final class Functions implements SqlOperatorTable {
    static final Functions INSTANCE = new Functions(AdqlFunctions.table());

    private final SqlNameMatcher anyCase = SqlNameMatchers.withCaseSensitive(false);
    private final SqlOperatorTable table;

    Functions(SqlOperatorTable table) {
      this.table = table;
    }

    @Override
    public void lookupOperatorOverloads(
        SqlIdentifier name,
        @Nullable SqlFunctionCategory category,
        SqlSyntax syntax,
        List<SqlOperator> found,
        SqlNameMatcher matcher) {
      table.lookupOperatorOverloads(name, category, syntax, found, anyCase);
    }

    @Override
    public List<SqlOperator> getOperatorList() {
      return table.getOperatorList();
    }
  }
}
