package org.almagest.sql;

import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * LIKE for engines that try every place of every {@code %}: Spark makes a regular expression of a
 * pattern, DuckDB goes by recursion. With k of them a text of n characters takes up to n to the
 * k-th steps, which nothing stops; a pattern with more than one, that at its end not counted, is
 * matched by our own function.
 */
public final class LikeSpelling {
  private static final Spelling OURS = Spelling.function("adql_like");
  private static final Spelling LOWER = Spelling.function("lower");

  private LikeSpelling() {}

  /**
   * LIKE and ILIKE and their negations.
   *
   * @param engine how the engine itself is told one of the four
   */
  public static Map<SqlOperator, Spelling> all(Engine engine) {
    return Map.of(
        SqlStdOperatorTable.LIKE,
        x -> isSimple(x.get(1)) ? engine.told(SqlStdOperatorTable.LIKE).of(x) : OURS.of(x),
        SqlStdOperatorTable.NOT_LIKE,
        x -> isSimple(x.get(1)) ? engine.told(SqlStdOperatorTable.NOT_LIKE).of(x) : not(OURS.of(x)),
        SqlLibraryOperators.ILIKE,
        x -> isSimple(x.get(1)) ? engine.told(SqlLibraryOperators.ILIKE).of(x) : inLowerCase(x),
        SqlLibraryOperators.NOT_ILIKE,
        x ->
            isSimple(x.get(1))
                ? engine.told(SqlLibraryOperators.NOT_ILIKE).of(x)
                : not(inLowerCase(x)));
  }

  /** How an engine spells an operator of its own. */
  @FunctionalInterface
  public interface Engine {
    /** The spelling. */
    Spelling told(SqlOperator operator);
  }

  private static SqlNode inLowerCase(List<SqlNode> x) {
    return OURS.of(List.of(LOWER.of(List.of(x.get(0))), LOWER.of(List.of(x.get(1)))));
  }

  private static SqlNode not(SqlNode condition) {
    return SqlStdOperatorTable.NOT.createCall(SqlParserPos.ZERO, condition);
  }

  private static boolean isSimple(SqlNode pattern) {
    if (!(pattern instanceof SqlLiteral literal) || literal.getTypeName() != SqlTypeName.CHAR) {
      return false;
    }
    String text = literal.getValueAs(String.class).replaceFirst("%+$", "");
    int first = text.indexOf('%');
    return first < 0 || first == text.lastIndexOf('%');
  }
}
