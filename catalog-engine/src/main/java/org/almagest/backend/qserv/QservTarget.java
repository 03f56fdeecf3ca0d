package org.almagest.backend.qserv;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.almagest.plan.NumericOperators;
import org.almagest.plan.SpatialOperators;
import org.almagest.plan.TextOperators;
import org.almagest.sql.Spelling;
import org.almagest.sql.SqlTarget;
import org.almagest.sql.Support;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlAlienSystemTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDialect;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.dialect.MysqlSqlDialect;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Qserv: MySQL's SQL with the functions of scisql, in the one shape that Qserv takes. A circle on
 * the position columns in the top-level AND is what Qserv makes an area restriction of. Plans are
 * brought to that shape by {@link FlatShape} before they are rendered.
 */
public final class QservTarget implements SqlTarget {

  /** The only target of Qserv: it has no state. */
  public static final QservTarget INSTANCE = new QservTarget();

  private static final SqlParserPos POS = SqlParserPos.ZERO;
  private static final SqlDialect DIALECT = new Dialect();
  private static final Map<SqlOperator, Spelling> SPELLINGS = spellingsByOperator();

  private QservTarget() {}

  @Override
  public String name() {
    return "Qserv";
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
  public Support support(RelNode plan) {
    List<String> reasons = new ArrayList<>(QservShape.reasons(plan));
    if (SqlTarget.super.support(plan) instanceof Support.No no) {
      reasons.addAll(no.reasons());
    }
    return reasons.isEmpty() ? new Support.Yes() : new Support.No(reasons);
  }

  private static Map<SqlOperator, Spelling> spellingsByOperator() {
    Map<SqlOperator, Spelling> spellings = new HashMap<>();
    for (SqlOperator operator : NumericOperators.all()) {
      spellings.put(operator, Spelling.function(operator.getName().toUpperCase(Locale.ROOT)));
    }
    spellings.putAll(
        Map.ofEntries(
            entry(SpatialOperators.POINT_IN_CIRCLE, isOne("scisql_s2PtInCircle")),
            entry(SpatialOperators.ANGULAR_DISTANCE, Spelling.function("scisql_angSep")),
            entry(NumericOperators.INTEGER_PLUS, Spelling.operator("+")),
            entry(NumericOperators.INTEGER_MINUS, Spelling.operator("-")),
            entry(NumericOperators.INTEGER_TIMES, Spelling.operator("*")),
            entry(NumericOperators.INTEGER_NEGATE, Spelling.prefix("-")),
            entry(NumericOperators.INTEGER_ABS, Spelling.function("ABS")),
            entry(NumericOperators.INTEGER_DIVIDE, Spelling.operator("DIV")),
            entry(NumericOperators.INTEGER_MODULO, Spelling.operator("%")),
            entry(NumericOperators.FLOAT_DIVIDE, Spelling.operator("/")),
            entry(NumericOperators.FLOAT_MODULO, Spelling.operator("%")),
            entry(NumericOperators.BIT_AND, Spelling.between("&")),
            entry(NumericOperators.BIT_OR, Spelling.between("|")),
            entry(NumericOperators.BIT_XOR, Spelling.between("^")),
            entry(NumericOperators.ROUND, QservTarget::roundedAway),
            entry(NumericOperators.ROUND_HALF_EVEN, Spelling.function("ROUND")),
            entry(NumericOperators.LOG, Spelling.function("LN")),
            entry(NumericOperators.SEEDED_RAND, Spelling.function("RAND")),
            entry(NumericOperators.BIGINT_SUM, Spelling.function("SUM")),
            // The operator || is a logical one.
            entry(SqlStdOperatorTable.CONCAT, Spelling.function("CONCAT")),
            entry(SqlLibraryOperators.ILIKE, inLowerCase(SqlStdOperatorTable.LIKE)),
            entry(SqlLibraryOperators.NOT_ILIKE, inLowerCase(SqlStdOperatorTable.NOT_LIKE)),
            entry(TextOperators.FIRST_CHARACTERS, Spelling.function("LEFT")),
            entry(SqlLibraryOperators.SAFE_CAST, QservTarget::checked)));
    // MySQL's ~ is unsigned.
    spellings.remove(NumericOperators.BIT_NOT);
    return Map.copyOf(spellings);
  }

  private static Spelling inLowerCase(SqlOperator like) {
    Spelling lower = Spelling.function("LOWER");
    return x -> like.createCall(POS, lower.of(List.of(x.get(0))), lower.of(List.of(x.get(1))));
  }

  private static Spelling isOne(String name) {
    return x ->
        SqlStdOperatorTable.EQUALS.createCall(
            POS, Spelling.function(name).of(x), Spelling.number(1));
  }

  /** ROUND takes halves of a DOUBLE to the even number. */
  private static SqlNode roundedAway(List<SqlNode> x) {
    SqlNode half =
        Spelling.operator("+")
            .of(List.of(Spelling.function("ABS").of(x), SqlLiteral.createExactNumeric("0.5", POS)));
    return Spelling.operator("*")
        .of(List.of(Spelling.function("SIGN").of(x), Spelling.function("FLOOR").of(List.of(half))));
  }

  /** Integers are computed as BIGINT, for which overflow is an error in MySQL. */
  private static SqlNode checked(List<SqlNode> arguments) {
    return SqlStdOperatorTable.CAST.createCall(POS, arguments);
  }

  private static final class Dialect extends MysqlSqlDialect {
    Dialect() {
      super(MysqlSqlDialect.DEFAULT_CONTEXT);
    }

    @Override
    public boolean supportGenerateSelectStar(RelNode input) {
      return false;
    }

    /** A backslash escapes in MySQL's literals. */
    @Override
    public void quoteStringLiteral(StringBuilder text, @Nullable String charsetName, String value) {
      super.quoteStringLiteral(text, null, value.replace("\\", "\\\\"));
    }

    /** MySQL casts to few types. */
    @Override
    public @Nullable SqlNode getCastSpec(RelDataType type) {
      return switch (type.getSqlTypeName()) {
        case SMALLINT, INTEGER, BIGINT -> named("SIGNED", SqlTypeName.BIGINT);
        case REAL -> named("FLOAT", SqlTypeName.REAL);
        case DOUBLE -> named("DOUBLE", SqlTypeName.DOUBLE);
        case CHAR, VARCHAR, NULL -> named("CHAR", SqlTypeName.VARCHAR);
        case TIMESTAMP -> named("DATETIME(6)", SqlTypeName.TIMESTAMP);
        default -> super.getCastSpec(type);
      };
    }

    private static SqlNode named(String name, SqlTypeName type) {
      return new SqlDataTypeSpec(new SqlAlienSystemTypeNameSpec(name, type, POS), POS);
    }
  }
}
