package org.almagest.backend.relational;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.almagest.plan.NumericOperators;
import org.almagest.plan.PlanShuttle;
import org.almagest.plan.SpatialOperators;
import org.almagest.plan.TextOperators;
import org.almagest.sql.EngineSpellings;
import org.almagest.sql.Spelling;
import org.almagest.sql.SqlTarget;
import org.almagest.sql.Support;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlAlienSystemTypeNameSpec;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDialect;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.dialect.PostgresqlSqlDialect;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** PostgreSQL 14 and later, with the functions of {@code postgres-functions.sql}. */
public final class PostgresTarget implements SqlTarget {

  /** The only target of PostgreSQL: it has no state. */
  public static final PostgresTarget INSTANCE = new PostgresTarget();

  private static final SqlParserPos POS = SqlParserPos.ZERO;
  private static final SqlDialect DIALECT = new Dialect();
  private static final Spelling NUMERIC = castTo("NUMERIC", SqlTypeName.DECIMAL);
  private static final Spelling DOUBLE = castTo("DOUBLE PRECISION", SqlTypeName.DOUBLE);
  private static final Spelling LOWER = Spelling.function("adql_lower");
  private static final Map<SqlOperator, Spelling> SPELLINGS = spellingsByOperator();

  private PostgresTarget() {}

  @Override
  public String name() {
    return "PostgreSQL";
  }

  @Override
  public SqlDialect dialect() {
    return DIALECT;
  }

  @Override
  public Map<SqlOperator, Spelling> spellings() {
    return SPELLINGS;
  }

  /** A number with an exponent is a NUMERIC in PostgreSQL. */
  @Override
  public SqlNode number(SqlNumericLiteral literal) {
    return literal.getScale() != null && literal.isInteger()
        ? literal
        : DOUBLE.of(List.of(literal));
  }

  @Override
  public Support support(RelNode plan) {
    Support functions = SqlTarget.super.support(plan);
    FullJoins joins = new FullJoins();
    plan.accept(joins);
    if (joins.reasons.isEmpty()) {
      return functions;
    }
    List<String> reasons = new ArrayList<>(joins.reasons);
    if (functions instanceof Support.No no) {
      reasons.addAll(no.reasons());
    }
    return new Support.No(reasons);
  }

  private static Map<SqlOperator, Spelling> spellingsByOperator() {
    Map<SqlOperator, Spelling> spellings = new HashMap<>();
    for (SqlOperator operator : NumericOperators.all()) {
      spellings.put(operator, Spelling.function(operator.getName().toLowerCase(Locale.ROOT)));
    }
    spellings.remove(NumericOperators.SEEDED_RAND);
    spellings.putAll(integers());
    spellings.putAll(texts());
    spellings.putAll(
        Map.ofEntries(
            entry(SpatialOperators.POINT_IN_CIRCLE, Spelling.function("sky_in_circle")),
            entry(SpatialOperators.ANGULAR_DISTANCE, Spelling.function("sky_distance")),
            entry(NumericOperators.FLOAT_DIVIDE, Spelling.operatorOverNonZero("/")),
            entry(NumericOperators.FLOAT_MODULO, Spelling.function("adql_fmod")),
            entry(NumericOperators.CEILING, Spelling.function("ceil")),
            entry(NumericOperators.ROUND, Spelling.function("adql_round")),
            // ROUND of a double precision takes halves to the even number.
            entry(NumericOperators.ROUND_HALF_EVEN, Spelling.function("round")),
            entry(NumericOperators.LOG, Spelling.function("ln")),
            entry(NumericOperators.LOG10, Spelling.function("log")),
            entry(NumericOperators.RAND, Spelling.function("random")),
            entry(SqlLibraryOperators.SAFE_CAST, PostgresTarget::checked),
            // The sum of a REAL is a REAL, and averages of integers are NUMERIC.
            entry(SqlStdOperatorTable.SUM, x -> aggregate("sum", x)),
            entry(SqlStdOperatorTable.AVG, x -> aggregate("avg", x))));
    return Map.copyOf(spellings);
  }

  private static Map<SqlOperator, Spelling> integers() {
    return Map.ofEntries(
        entry(NumericOperators.INTEGER_PLUS, exact(Spelling.operator("+"))),
        entry(NumericOperators.INTEGER_MINUS, exact(Spelling.operator("-"))),
        entry(NumericOperators.INTEGER_TIMES, exact(Spelling.operator("*"))),
        entry(NumericOperators.INTEGER_NEGATE, exact(Spelling.prefix("-"))),
        entry(NumericOperators.INTEGER_ABS, exact(Spelling.function("abs"))),
        entry(NumericOperators.INTEGER_DIVIDE, exact(overNonZero("div"))),
        entry(NumericOperators.INTEGER_MODULO, exact(overNonZero("mod"))),
        entry(NumericOperators.BIT_AND, Spelling.between("&")),
        entry(NumericOperators.BIT_OR, Spelling.between("|")),
        entry(NumericOperators.BIT_XOR, Spelling.between("#")),
        entry(NumericOperators.BIT_NOT, Spelling.prefix("~")),
        entry(
            NumericOperators.BIGINT_SUM,
            x ->
                Spelling.function("adql_bigint")
                    .of(List.of(NUMERIC.of(List.of(Spelling.function("sum").of(x)))))));
  }

  private static Map<SqlOperator, Spelling> texts() {
    return Map.ofEntries(
        entry(TextOperators.WHOLE_NUMBER, matching(EngineSpellings.WHOLE_NUMBER)),
        entry(TextOperators.NUMBER, matching("(" + EngineSpellings.NUMBER + ")")),
        entry(TextOperators.TIME, matching("(" + EngineSpellings.TIME + ")")),
        entry(
            TextOperators.TIME_TEXT,
            x ->
                Spelling.function("replace")
                    .of(
                        List.of(
                            Spelling.identity().castTo(SqlTypeName.VARCHAR).of(x),
                            Spelling.text(" "),
                            Spelling.text("T")))),
        entry(TextOperators.FIRST_CHARACTERS, Spelling.function("left")),
        entry(TextOperators.STRING_AGG, Spelling.sorted("string_agg")),
        entry(SqlStdOperatorTable.LIKE, literally(SqlStdOperatorTable.LIKE)),
        entry(SqlStdOperatorTable.NOT_LIKE, literally(SqlStdOperatorTable.NOT_LIKE)),
        // In the collation "C" letters beyond ASCII have no case.
        entry(SqlStdOperatorTable.LOWER, LOWER),
        entry(SqlStdOperatorTable.UPPER, Spelling.function("adql_upper")),
        entry(SqlLibraryOperators.ILIKE, inLowerCase(SqlStdOperatorTable.LIKE)),
        entry(SqlLibraryOperators.NOT_ILIKE, inLowerCase(SqlStdOperatorTable.NOT_LIKE)));
  }

  private static Spelling exact(Spelling operation) {
    return x -> {
      List<SqlNode> exact = new ArrayList<>(x);
      exact.set(0, NUMERIC.of(List.of(x.get(0))));
      return operation.of(exact);
    };
  }

  private static Spelling overNonZero(String name) {
    return x ->
        Spelling.function(name)
            .of(
                List.of(
                    x.get(0),
                    Spelling.function("NULLIF")
                        .of(List.of(NUMERIC.of(List.of(x.get(1))), Spelling.number(0)))));
  }

  private static SqlNode aggregate(String name, List<SqlNode> arguments) {
    return Spelling.function(name).of(List.of(DOUBLE.inside(arguments.get(0))));
  }

  /** The part in the first parentheses, if there are any. */
  private static Spelling matching(String pattern) {
    return x -> Spelling.function("substring").of(List.of(x.get(0), Spelling.text(pattern)));
  }

  /** A backslash is a character like any other. */
  private static Spelling literally(SqlOperator like) {
    return x -> like.createCall(POS, x.get(0), x.get(1), Spelling.text(""));
  }

  private static Spelling inLowerCase(SqlOperator like) {
    return x ->
        literally(like).of(List.of(LOWER.of(List.of(x.get(0))), LOWER.of(List.of(x.get(1)))));
  }

  private static SqlNode checked(List<SqlNode> arguments) {
    SqlDataTypeSpec type = (SqlDataTypeSpec) arguments.get(1);
    String name = type.getTypeName().getSimple().toLowerCase(Locale.ROOT);
    return Spelling.function("adql_" + name.replace(" precision", ""))
        .of(List.of(arguments.get(0)));
  }

  private static Spelling castTo(String name, SqlTypeName type) {
    return x -> SqlStdOperatorTable.CAST.createCall(POS, x.get(0), Dialect.named(name, type));
  }

  /** Full joins that PostgreSQL has no plan for. */
  private static final class FullJoins extends PlanShuttle {
    private final List<String> reasons = new ArrayList<>();

    @Override
    protected RelNode rewrite(RelNode node) {
      if (node instanceof Join join
          && join.getJoinType() == JoinRelType.FULL
          && join.analyzeCondition().leftKeys.isEmpty()) {
        reasons.add("PostgreSQL has no FULL JOIN without an equality of columns");
      }
      return node;
    }
  }

  private static final class Dialect extends PostgresqlSqlDialect {
    Dialect() {
      super(PostgresqlSqlDialect.DEFAULT_CONTEXT);
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
    public @Nullable SqlNode getCastSpec(RelDataType type) {
      return switch (type.getSqlTypeName()) {
        case CHAR, VARCHAR, NULL -> named("VARCHAR", SqlTypeName.VARCHAR);
        case DOUBLE -> named("DOUBLE PRECISION", SqlTypeName.DOUBLE);
        case TIMESTAMP -> named("TIMESTAMP", SqlTypeName.TIMESTAMP);
        case SMALLINT, INTEGER, BIGINT, REAL ->
            new SqlDataTypeSpec(new SqlBasicTypeNameSpec(type.getSqlTypeName(), POS), POS);
        default -> super.getCastSpec(type);
      };
    }

    static SqlNode named(String name, SqlTypeName type) {
      return new SqlDataTypeSpec(new SqlAlienSystemTypeNameSpec(name, type, POS), POS);
    }
  }
}
