package org.almagest.backend.duckdb;

import static java.util.Map.entry;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.almagest.plan.NumericOperators;
import org.almagest.plan.SpatialOperators;
import org.almagest.sql.Spelling;
import org.almagest.sql.SqlTarget;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlAlienSystemTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDialect;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.dialect.DuckDBSqlDialect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** DuckDB 2.0. The sky functions are registered in the database. */
public final class DuckDbTarget implements SqlTarget {

  /** The only one. */
  public static final DuckDbTarget INSTANCE = new DuckDbTarget();

  private static final Spelling ROUND_EVEN = Spelling.function("round_even");
  private static final SqlNode NO_DECIMALS = SqlLiteral.createExactNumeric("0", SqlParserPos.ZERO);
  private static final SqlDialect DIALECT = new Dialect();
  private static final Map<SqlOperator, Spelling> SPELLINGS = spellingsByOperator();

  private DuckDbTarget() {}

  @Override
  public String name() {
    return "DuckDB";
  }

  @Override
  public SqlDialect dialect() {
    return DIALECT;
  }

  @Override
  public Map<SqlOperator, Spelling> spellings() {
    return SPELLINGS;
  }

  private static Map<SqlOperator, Spelling> spellingsByOperator() {
    Map<SqlOperator, Spelling> spellings = new HashMap<>();
    for (SqlOperator operator : NumericOperators.all()) {
      spellings.put(operator, Spelling.function(operator.getName().toLowerCase(Locale.ROOT)));
    }
    spellings.putAll(
        Map.ofEntries(
            entry(SpatialOperators.POINT_IN_CIRCLE, Spelling.function("sky_in_circle")),
            entry(SpatialOperators.ANGULAR_DISTANCE, Spelling.function("sky_distance")),
            entry(SpatialOperators.HEALPIX_CELL, Spelling.function("healpix_cell")),
            entry(SpatialOperators.HEALPIX_NEIGHBOR, Spelling.function("healpix_neighbor")),
            entry(NumericOperators.INTEGER_DIVIDE, Spelling.operatorOverNonZero("//")),
            entry(NumericOperators.INTEGER_MODULO, Spelling.operatorOverNonZero("%")),
            entry(NumericOperators.FLOAT_DIVIDE, Spelling.operatorOverNonZero("/")),
            entry(NumericOperators.FLOAT_MODULO, Spelling.operatorOverNonZero("%")),
            entry(NumericOperators.ROUND_TO, Spelling.function("round")),
            entry(
                NumericOperators.ROUND_HALF_EVEN,
                arguments -> ROUND_EVEN.of(List.of(arguments.get(0), NO_DECIMALS))),
            // LOG is decimal.
            entry(NumericOperators.LOG, Spelling.function("ln")),
            entry(NumericOperators.RAND, Spelling.function("random")),
            // The sum of BIGINT is HUGEINT.
            entry(
                NumericOperators.BIGINT_SUM, Spelling.function("sum").castTo(SqlTypeName.BIGINT))));
    return Map.copyOf(spellings);
  }

  private static final class Dialect extends DuckDBSqlDialect {
    Dialect() {
      super(DuckDBSqlDialect.DEFAULT_CONTEXT);
    }

    @Override
    public boolean supportGenerateSelectStar(RelNode input) {
      return false;
    }

    @Override
    public boolean supportsCharSet() {
      return false;
    }

    @Override
    public void unparseOffsetFetch(
        SqlWriter writer, @Nullable SqlNode offset, @Nullable SqlNode fetch) {
      unparseFetchUsingLimit(writer, offset, fetch);
    }

    /** Text has no length in DuckDB, and its timestamps no precision. */
    @Override
    public @Nullable SqlNode getCastSpec(RelDataType type) {
      return switch (type.getSqlTypeName()) {
        case CHAR, VARCHAR -> named("VARCHAR", type.getSqlTypeName());
        case TIMESTAMP -> named("TIMESTAMP", SqlTypeName.TIMESTAMP);
        default -> super.getCastSpec(type);
      };
    }

    private static SqlNode named(String name, SqlTypeName type) {
      return new SqlDataTypeSpec(
          new SqlAlienSystemTypeNameSpec(name, type, SqlParserPos.ZERO), SqlParserPos.ZERO);
    }
  }
}
