package org.almagest.backend.duckdb;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.almagest.plan.NumericOperators;
import org.almagest.plan.RowOperators;
import org.almagest.plan.TextOperators;
import org.almagest.sql.EngineSpellings;
import org.almagest.sql.LikeSpelling;
import org.almagest.sql.Spelling;
import org.almagest.sql.SqlTarget;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlAlienSystemTypeNameSpec;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDialect;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.dialect.DuckDBSqlDialect;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** DuckDB 2.0. The sky functions are registered in the database. */
public final class DuckDbTarget implements SqlTarget {

  /** The only target of DuckDB: it has no state. */
  public static final DuckDbTarget INSTANCE = new DuckDbTarget();

  private static final Spelling ROUND_EVEN = Spelling.function("round_even");
  private static final SqlNode NO_DECIMALS = SqlLiteral.createExactNumeric("0", SqlParserPos.ZERO);
  private static final Spelling TRY_CAST =
      x -> SqlLibraryOperators.TRY_CAST.createCall(SqlParserPos.ZERO, x);
  private static final Spelling HUGE =
      x ->
          SqlStdOperatorTable.CAST.createCall(
              SqlParserPos.ZERO, x.get(0), Dialect.named("HUGEINT", SqlTypeName.BIGINT));
  private static final Spelling TEXT = Spelling.identity().castTo(SqlTypeName.VARCHAR);
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

  @Override
  public @Nullable Spelling spelling(SqlOperator operator) {
    return EngineSpellings.of(operator, SPELLINGS);
  }

  private static Map<SqlOperator, Spelling> spellingsByOperator() {
    Map<SqlOperator, Spelling> spellings = new HashMap<>();
    for (SqlOperator operator : NumericOperators.all()) {
      spellings.put(operator, Spelling.function(operator.getName().toLowerCase(Locale.ROOT)));
    }
    spellings.putAll(EngineSpellings.all());
    spellings.putAll(texts());
    spellings.putAll(
        Map.ofEntries(
            entry(NumericOperators.INTEGER_PLUS, wide(Spelling.operator("+"))),
            entry(NumericOperators.INTEGER_MINUS, wide(Spelling.operator("-"))),
            entry(NumericOperators.INTEGER_TIMES, wide(Spelling.operator("*"))),
            entry(NumericOperators.INTEGER_NEGATE, wide(Spelling.prefix("-"))),
            entry(NumericOperators.INTEGER_ABS, wide(Spelling.function("abs"))),
            entry(NumericOperators.BIT_AND, Spelling.between("&")),
            entry(NumericOperators.BIT_OR, Spelling.between("|")),
            entry(NumericOperators.BIT_XOR, Spelling.function("xor")),
            entry(NumericOperators.BIT_NOT, Spelling.prefix("~")),
            entry(SqlLibraryOperators.SAFE_CAST, DuckDbTarget::safeCast),
            entry(NumericOperators.INTEGER_DIVIDE, wide(Spelling.operatorOverNonZero("//"))),
            entry(NumericOperators.INTEGER_MODULO, wide(Spelling.operatorOverNonZero("%"))),
            entry(NumericOperators.FLOAT_DIVIDE, Spelling.operatorOverNonZero("/")),
            entry(NumericOperators.FLOAT_MODULO, Spelling.operatorOverNonZero("%")),
            entry(
                NumericOperators.ROUND_HALF_EVEN,
                arguments -> ROUND_EVEN.of(List.of(arguments.get(0), NO_DECIMALS))),
            // LOG is decimal.
            entry(NumericOperators.LOG, Spelling.function("ln")),
            entry(RowOperators.ROW_MARK, Spelling.rowNumber()),
            entry(RowOperators.RANK_WITHIN, Spelling.rowNumber()),
            entry(NumericOperators.RAND, Spelling.function("random")),
            // The sum of BIGINT is HUGEINT.
            entry(NumericOperators.BIGINT_SUM, DuckDbTarget::sum)));
    spellings.remove(NumericOperators.SEEDED_RAND);
    spellings.putAll(LikeSpelling.all(like -> x -> like.createCall(SqlParserPos.ZERO, x)));
    return Map.copyOf(spellings);
  }

  /** No sum or product of two integers is too large for 128 bits. */
  private static Spelling wide(Spelling operation) {
    return arguments -> {
      List<SqlNode> widened = new ArrayList<>(arguments);
      widened.set(0, HUGE.of(arguments));
      return operation.of(widened);
    };
  }

  private static SqlNode sum(List<SqlNode> arguments) {
    return TRY_CAST.of(List.of(Spelling.function("sum").of(arguments), type(SqlTypeName.BIGINT)));
  }

  /** A number that is too large for REAL is infinite, and NULL to TRY_CAST. */
  private static SqlNode safeCast(List<SqlNode> arguments) {
    SqlNode cast = TRY_CAST.of(arguments);
    boolean real =
        arguments.get(1) instanceof SqlDataTypeSpec to
            && to.getTypeName().getSimple().equals(SqlTypeName.REAL.getName());
    if (!real) {
      return cast;
    }
    SqlNode number = TRY_CAST.of(List.of(arguments.get(0), type(SqlTypeName.DOUBLE)));
    SqlNode infinity = TRY_CAST.of(List.of(Spelling.text("Infinity"), type(SqlTypeName.DOUBLE)));
    SqlNode infinite =
        Spelling.operator("*").of(List.of(Spelling.function("sign").of(List.of(number)), infinity));
    return Spelling.function("coalesce")
        .of(List.of(cast, TRY_CAST.of(List.of(infinite, arguments.get(1)))));
  }

  private static SqlNode type(SqlTypeName name) {
    return new SqlDataTypeSpec(
        new SqlBasicTypeNameSpec(name, SqlParserPos.ZERO), SqlParserPos.ZERO);
  }

  private static Map<SqlOperator, Spelling> texts() {
    return Map.of(
        TextOperators.WHOLE_NUMBER, matching(EngineSpellings.WHOLE_NUMBER),
        TextOperators.NUMBER, matching(EngineSpellings.NUMBER),
        TextOperators.TIME, matching(EngineSpellings.TIME),
        TextOperators.TIME_TEXT,
            x ->
                Spelling.function("replace")
                    .of(List.of(TEXT.of(x), Spelling.text(" "), Spelling.text("T"))),
        TextOperators.FIRST_CHARACTERS, Spelling.function("left"),
        TextOperators.STRING_AGG, Spelling.sorted("string_agg"));
  }

  private static Spelling matching(String pattern) {
    return x -> Spelling.function("regexp_extract").of(List.of(x.get(0), Spelling.text(pattern)));
  }

  private static final class Dialect extends DuckDBSqlDialect {
    Dialect() {
      super(DuckDBSqlDialect.DEFAULT_CONTEXT);
    }

    @Override
    public boolean supportsNestedAggregations() {
      return false;
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
        case CHAR, VARCHAR, NULL -> named("VARCHAR", SqlTypeName.VARCHAR);
        case TIMESTAMP -> named("TIMESTAMP", SqlTypeName.TIMESTAMP);
        default -> super.getCastSpec(type);
      };
    }

    static SqlNode named(String name, SqlTypeName type) {
      return new SqlDataTypeSpec(
          new SqlAlienSystemTypeNameSpec(name, type, SqlParserPos.ZERO), SqlParserPos.ZERO);
    }
  }
}
