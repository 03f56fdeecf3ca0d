package org.almagest.spark.translate;

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
import org.apache.calcite.sql.SqlAbstractDateTimeLiteral;
import org.apache.calcite.sql.SqlAlienSystemTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDialect;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.dialect.SparkSqlDialect;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Spark SQL 3.5, not in ANSI mode: a division by zero is NULL there. The sky functions are
 * registered in the session.
 */
public final class SparkTarget implements SqlTarget {

  /** The only target of Spark: it has no state. */
  public static final SparkTarget INSTANCE = new SparkTarget();

  private static final String RINT = "rint";
  private static final SqlNode BEYOND_BIGINT =
      SqlLiteral.createApproxNumeric("9.223372036854775808E18", SqlParserPos.ZERO);

  /** Numbers of this size and above have no bits for a fraction. */
  private static final long FRACTIONS_END = 1L << 52;

  private static final Spelling SUBTRACT = Spelling.function("try_subtract");
  private static final Spelling IF = Spelling.function("if");
  private static final Spelling TRY_CAST =
      x -> SqlLibraryOperators.TRY_CAST.createCall(SqlParserPos.ZERO, x);
  private static final SqlDialect DIALECT = new Dialect();
  private static final Map<SqlOperator, Spelling> SPELLINGS = spellingsByOperator();

  private SparkTarget() {}

  @Override
  public String name() {
    return "Spark";
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

  @Override
  public RelNode prepared(RelNode plan) {
    return StoppableJoins.of(plan);
  }

  private static Map<SqlOperator, Spelling> spellingsByOperator() {
    Map<SqlOperator, Spelling> spellings = new HashMap<>();
    for (SqlOperator operator : NumericOperators.all()) {
      spellings.put(operator, Spelling.function(operator.getName().toLowerCase(Locale.ROOT)));
    }
    spellings.remove(NumericOperators.SEEDED_RAND);
    spellings.putAll(EngineSpellings.all());
    spellings.putAll(texts());
    spellings.putAll(
        Map.ofEntries(
            entry(NumericOperators.INTEGER_PLUS, Spelling.function("try_add")),
            entry(NumericOperators.INTEGER_MINUS, Spelling.function("try_subtract")),
            entry(NumericOperators.INTEGER_TIMES, Spelling.function("try_multiply")),
            entry(
                NumericOperators.INTEGER_NEGATE,
                x -> SUBTRACT.of(List.of(Spelling.number(0), x.get(0)))),
            // ABS wraps around.
            entry(NumericOperators.INTEGER_ABS, SparkTarget::absolute),
            entry(NumericOperators.BIT_AND, Spelling.between("&")),
            entry(NumericOperators.BIT_OR, Spelling.between("|")),
            entry(NumericOperators.BIT_XOR, Spelling.between("^")),
            entry(NumericOperators.BIT_NOT, Spelling.prefix("~")),
            entry(RowOperators.ROW_MARK, Spelling.function("monotonically_increasing_id")),
            entry(RowOperators.RANK_WITHIN, Spelling.rowNumber()),
            entry(NumericOperators.SEEDED_RAND, Spelling.function("rand")),
            entry(SqlLibraryOperators.SAFE_CAST, SparkTarget::checked),
            entry(NumericOperators.INTEGER_DIVIDE, SparkTarget::quotient),
            entry(NumericOperators.INTEGER_MODULO, Spelling.operator("%")),
            entry(NumericOperators.FLOAT_DIVIDE, Spelling.operator("/")),
            entry(NumericOperators.FLOAT_MODULO, Spelling.operator("%")),
            entry(NumericOperators.CEILING, whole("ceil")),
            entry(NumericOperators.FLOOR, whole("floor")),
            entry(NumericOperators.ROUND_HALF_EVEN, Spelling.function(RINT)),
            entry(NumericOperators.LOG, Spelling.function("ln")),
            entry(NumericOperators.BIGINT_SUM, Spelling.function("try_sum"))));
    spellings.putAll(LikeSpelling.all(SparkTarget::literally));
    return Map.copyOf(spellings);
  }

  /** DIV is BIGINT whatever its operands are, and wraps around for the least integer over -1. */
  private static SqlNode quotient(List<SqlNode> x) {
    SqlNode quotient = Spelling.operator("DIV").of(x);
    SqlNode negative = SUBTRACT.of(List.of(Spelling.number(0), x.get(0)));
    if (x.get(1) instanceof SqlLiteral divisor) {
      return divisor.toValue().equals("-1") ? negative : quotient;
    }
    SqlNode byMinusOne =
        SqlStdOperatorTable.EQUALS.createCall(SqlParserPos.ZERO, x.get(1), Spelling.number(-1));
    return IF.of(List.of(byMinusOne, negative, quotient));
  }

  private static SqlNode absolute(List<SqlNode> x) {
    SqlNode negative =
        SqlStdOperatorTable.LESS_THAN.createCall(SqlParserPos.ZERO, x.get(0), Spelling.number(0));
    return IF.of(List.of(negative, SUBTRACT.of(List.of(Spelling.number(0), x.get(0))), x.get(0)));
  }

  /** TRY_CAST takes 2^63 for the largest BIGINT, which is one less. */
  private static SqlNode checked(List<SqlNode> x) {
    boolean fromDouble =
        x.get(0) instanceof SqlCall call && call.getOperator().getName().equals(RINT);
    boolean toBigint =
        x.get(1) instanceof SqlDataTypeSpec type
            && type.getTypeName().getSimple().equals(SqlTypeName.BIGINT.getName());
    return fromDouble && toBigint
        ? TRY_CAST.of(
            List.of(Spelling.function("nullif").of(List.of(x.get(0), BEYOND_BIGINT)), x.get(1)))
        : TRY_CAST.of(x);
  }

  /** CEIL and FLOOR of a DOUBLE are BIGINT. A larger number is a whole one, or infinite, or NaN. */
  private static Spelling whole(String name) {
    Spelling cut = Spelling.function(name).castTo(SqlTypeName.DOUBLE);
    return x ->
        IF.of(
            List.of(
                SqlStdOperatorTable.LESS_THAN.createCall(
                    SqlParserPos.ZERO,
                    Spelling.function("abs").of(x),
                    Spelling.number(FRACTIONS_END)),
                cut.of(x),
                x.get(0)));
  }

  private static Map<SqlOperator, Spelling> texts() {
    return Map.of(
        TextOperators.WHOLE_NUMBER, matching(EngineSpellings.WHOLE_NUMBER),
        TextOperators.NUMBER, matching(EngineSpellings.NUMBER),
        TextOperators.TIME, matching(EngineSpellings.TIME),
        TextOperators.TIME_TEXT,
            x ->
                Spelling.function("replace")
                    .of(
                        List.of(
                            Spelling.function("string").of(x),
                            Spelling.text(" "),
                            Spelling.text("T"))),
        TextOperators.FIRST_CHARACTERS, Spelling.function("left"),
        TextOperators.STRING_AGG,
            ((Spelling)
                    x ->
                        Spelling.function("array_join")
                            .of(
                                List.of(
                                    Spelling.function("collect_list")
                                        .within("array_sort")
                                        .of(List.of(x.get(0))),
                                    Spelling.function("first").of(List.of(x.get(1))))))
                .whereCounted());
  }

  private static Spelling matching(String pattern) {
    return x ->
        Spelling.function("regexp_extract")
            .of(List.of(x.get(0), Spelling.text(pattern), Spelling.number(0)));
  }

  /** A backslash escapes in Spark's patterns, though not in ADQL's. */
  private static Spelling literally(SqlOperator like) {
    return arguments -> {
      List<SqlNode> escaped = new ArrayList<>(arguments);
      if (arguments.size() == 2
          && arguments.get(1) instanceof SqlLiteral pattern
          && pattern.getTypeName() == SqlTypeName.CHAR) {
        escaped.set(
            1,
            SqlLiteral.createCharString(
                pattern.getValueAs(String.class).replace("\\", "\\\\"), SqlParserPos.ZERO));
      } else if (arguments.size() == 2) {
        escaped.set(
            1,
            Spelling.function("replace")
                .of(List.of(arguments.get(1), Spelling.text("\\"), Spelling.text("\\\\"))));
      }
      return like.createCall(SqlParserPos.ZERO, escaped);
    };
  }

  private static final class Dialect extends SparkSqlDialect {
    Dialect() {
      super(SparkSqlDialect.DEFAULT_CONTEXT);
    }

    @Override
    public boolean supportGenerateSelectStar(RelNode input) {
      return false;
    }

    /** Text has no length in Spark, and a timestamp without a zone has a name of its own. */
    @Override
    public @Nullable SqlNode getCastSpec(RelDataType type) {
      return switch (type.getSqlTypeName()) {
        case CHAR, VARCHAR, NULL -> named("STRING", SqlTypeName.VARCHAR);
        case TIMESTAMP -> named("TIMESTAMP_NTZ", SqlTypeName.TIMESTAMP);
        case REAL -> named("FLOAT", SqlTypeName.REAL);
        default -> super.getCastSpec(type);
      };
    }

    /** A literal called TIMESTAMP has the session's zone. */
    @Override
    public void unparseDateTimeLiteral(
        SqlWriter writer, SqlAbstractDateTimeLiteral literal, int leftPrec, int rightPrec) {
      writer.literal(literal.toString().replaceFirst("^TIMESTAMP ", "TIMESTAMP_NTZ "));
    }

    /**
     * A backslash escapes in Spark's literals, and two quotes end one literal and begin the next.
     */
    @Override
    public void quoteStringLiteral(StringBuilder text, @Nullable String charsetName, String value) {
      text.append('\'').append(value.replace("\\", "\\\\").replace("'", "\\'")).append('\'');
    }

    private static SqlNode named(String name, SqlTypeName type) {
      return new SqlDataTypeSpec(
          new SqlAlienSystemTypeNameSpec(name, type, SqlParserPos.ZERO), SqlParserPos.ZERO);
    }
  }
}
