package org.almagest.adql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.almagest.adql.error.AdqlErrorCode;
import org.almagest.adql.error.AdqlException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdqlSyntaxTest {
  private static final AdqlSyntax SYNTAX =
      new AdqlSyntax(List.of(FunctionSignature.parse("my_sum(a REAL, b REAL) -> REAL")));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT a FROM t;",
        "select all(a+b)X from most,(anything join else3 ON(a BETWEEN(b+1)AND 4))",
        "SELECT a FROM t WHERE a BETWEEN 5AND 7AND b = 1",
        "SELECT a FROM t WHERE 1<2--comment to the end",
        "SELECT 89x FROM t",
        "SELECT 1.5e3x, 1e, .5y, 0x, 10x1 FROM t",
        "SELECT TOP 5a FROM t WHERE b=5and c=1or d=2",
        "SELECT 'qua' -- c\n'tsch', 'a' 'b', 'it''s'\n\n'x' FROM t",
        "SELECT 'a'--one\n--two\n'b'||'c' -- d\r'e' FROM t",
        "SELECT a AS \"\"\"\" FROM t",
        "SELECT '30'*1323, 'it''s' || x, .5, 5., 1e-3 FROM t",
        "SELECT a FROM t1 LEFT JOIN (t2 JOIN t3 USING (x)) ON t1.x = t3.x",
        "SELECT a FROM ((SELECT a FROM t) UNION (SELECT b FROM u)) AS q",
        "SELECT a FROM ((SELECT a FROM t) AS q JOIN u ON q.a = u.a)",
        "(SELECT a FROM t) EXCEPT ALL SELECT b FROM u ORDER BY 1 DESC OFFSET 3",
        "SELECT a FROM t WHERE x IN (SELECT y FROM u) AND NOT (a = 1 OR (b + 1) * 2 > 3)",
        "SELECT a FROM t WHERE x IN ((SELECT y FROM u) UNION (SELECT z FROM v))",
        "SELECT c.s.t.a, s.t.*, t.* FROM c.s.t",
        "SELECT CIRCLE('x', p, 3), POLYGON(p, q, r), BOX(1, 2, 3, 4), POINT(NULL, 1, 2) FROM t",
        "SELECT ROUND(x, -2), RAND(), RAND(5), PI(), my_sum(a, 1), My_Sum(b, c) FROM t",
        "SELECT CAST(a AS CHAR(3)), CAST('1 2' AS POINT), CAST(a AS double precision) FROM t",
        "SELECT rank, row, window, \"select\", \"a \"\"b\"\"\" FROM limit AS over",
        "SELECT ~a, -~a, ~-1, ~~a | b ^ c & d + 1 FROM t WHERE a & 4 = 4 AND a|b IN (1, 2)",
        "SELECT a FROM t WHERE EXISTS (SELECT * FROM u) AND x ILIKE 'a%' AND y IS NOT NULL"
      })
  void accepts(String query) {
    assertThatCode(() -> SYNTAX.check(query)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT a FROM t WHERE POINT(1, 2)",
        "SELECT a FROM t HAVING a",
        "SELECT a FROM t WHERE a IS 3",
        "SELECT a FROM (SELECT b FROM u)",
        "SELECT a FROM (t)",
        "SELECT a FROM t1 INNER JOIN t2",
        "SELECT a FROM a.b.c.d",
        "SELECT _a FROM t",
        "SELECT 0x1F FROM t",
        "SELECT a FROM t OFFSET -1",
        "SELECT TOP 1.5 a FROM t",
        "SELECT a FROM t WHERE a IN (1,)",
        "SELECT a FROM t WHERE a IN ()",
        "SELECT 'a' || POINT(1, 2) FROM t",
        "SELECT POINT(1, 2) + 1 FROM t",
        "SELECT CIRCLE('x', 2, 3) FROM t",
        "SELECT POLYGON(1, 2, 3, 4, 5, 6, 7) FROM t",
        "SELECT REGION(a) FROM t",
        "SELECT ABS() FROM t",
        "SELECT COALESCE() FROM t",
        "SELECT CAST(a AS FLOAT) FROM t",
        "SELECT a FROM t UNION (WITH x AS (SELECT b FROM u) SELECT b FROM x)",
        "SELECT a FROM t ORDER BY a UNION SELECT b FROM u",
        "SELECT a = 1 FROM t",
        "SELECT a FROM t WHERE NOT NOT a = 1",
        "SELECT a FROM t WHERE a = 1 b = 2",
        "SELECT unknown_function(a) FROM t",
        "SELECT my_sum(a) FROM t",
        "SELECT a & POINT(1, 2) FROM t",
        "SELECT a & FROM t",
        "SELECT a ~ b FROM t",
        "SELECT 'a' || b | c FROM t",
        "SELECT a & b = c & d & FROM t",
        "SELECT a FROM t WHERE a & b",
        "SELECT a, FROM t",
        "SELECT * , FROM t",
        "SELECT a FROM t WHERE 'open",
        "SELECT a FROM t;;",
        "SELECT",
        "  -- nothing"
      })
  void refuses(String query) {
    AdqlException error = catchThrowableOfType(AdqlException.class, () -> SYNTAX.check(query));
    assertThat(error).isNotNull();
    assertThat(error.line()).isPositive();
    assertThat(error.column()).isPositive();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "SELECT a FROM t LIMIT 10 # 17 # [LIMIT] is not part of ADQL (write SELECT TOP 10)",
        "SELECT a FROM t CROSS JOIN u # 17 # [CROSS] is not part of ADQL (put a comma between the"
            + " tables)",
        "SELECT x, offset, y FROM t # 11 # Unexpected [offset]: expected a column ([offset] is a"
            + " reserved word; as a name, write \"offset\")",
        "SELECT SQRT(a, b) FROM t # 8 # [SQRT] does not take these 2 arguments (write"
            + " SQRT(number))",
        "SELECT a FROM t WHERE (a = 1 # 29 # The query ends too early: [)] is missing",
        "SELECT a FROM t WHERE a && b # 25 # [&&] is not part of ADQL (write AND)",
        "SELECT 0x1F FROM t # 8 # [0x1F] is not a number in ADQL (write it in decimal digits; 0 under"
            + " a name is 0 AS x1F)",
        "SELECT a FROM t WHERE a > 10deg # 29 # Unexpected [deg]: expected the end of the query"
            + " ([10deg] is a number and a name: a name begins with a letter, or goes in double"
            + " quotes)",
        "SELECT m_sum(a, b) FROM t # 8 # Unknown function [m_sum] (did you mean my_sum?)"
      })
  void tellsWhereAndWhatToWrite(String query, int column, String advice) {
    AdqlException error = catchThrowableOfType(AdqlException.class, () -> SYNTAX.check(query));
    assertThat(error.advice()).isEqualTo(advice);
    assertThat(error.column()).isEqualTo(column);
  }

  @Test
  void tellsUnknownFunctionsFromWrongSyntax() {
    assertThat(
            catchThrowableOfType(
                    AdqlException.class, () -> SYNTAX.check("SELECT nothing(a) FROM t"))
                .code())
        .isEqualTo(AdqlErrorCode.UNKNOWN_FUNCTION);
  }
}
