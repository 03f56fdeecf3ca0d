package org.almagest.adql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.almagest.adql.error.AdqlErrorCode;
import org.almagest.adql.error.AdqlException;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.Schema;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.impl.AbstractSchema;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose fault it is that a query has no plan: that of the query, or ours. */
class AdqlFailureTest {

  @Test
  void passesAFaultOfOursOn() {
    AdqlCompiler compiler = new AdqlCompiler(schemas(new BrokenTable()));
    assertThatThrownBy(() -> compiler.compile("SELECT a FROM s.t"))
        .isInstanceOf(IllegalStateException.class)
        .isNotInstanceOf(AdqlException.class)
        .hasMessage("The types of the table are lost");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 9223372036854775807 + 1 AS a FROM pt12.Object",
        "SELECT -(-9223372036854775808) AS a FROM pt12.Object",
        "SELECT 1 / 0 AS a, MOD(flags, 0) AS b, 1.0 / 0.0 AS c FROM pt12.Object",
        "SELECT ROUND(gFlux, 2000000000) AS a, TRUNCATE(gFlux, -2000000000) AS b FROM pt12.Object",
        "SELECT POWER(10, 400) AS a, EXP(1e300) AS b, SQRT(-1) AS c FROM pt12.Object",
        "SELECT CAST(1e300 AS REAL) AS a, CAST(1e300 AS SMALLINT) AS b FROM pt12.Object",
        "SELECT CAST('x' AS INTEGER) AS a, CAST('2020-99-99' AS TIMESTAMP) AS b FROM pt12.Object",
        "SELECT 1e308 * 10 * gFlux AS a FROM pt12.Object",
        "SELECT 4.9e-324 AS a, 1e-400 AS b FROM pt12.Object",
        "SELECT flags & 9223372036854775807 AS a, ~flags AS b FROM pt12.Object",
        "SELECT MAX(flags) AS a FROM pt12.Object GROUP BY 1 + 1",
        "SELECT objectId FROM pt12.Object WHERE flags IN (1, 2.5, 1e300, NULL)",
        "SELECT objectId FROM pt12.Object WHERE flags IN (9223372036854775807, 1)",
        "SELECT objectId FROM pt12.Object WHERE NULL = NULL AND NULL IN (NULL)",
        "SELECT objectId FROM pt12.Object WHERE band LIKE NULL OR NULL LIKE band",
        "SELECT COALESCE(NULL, NULL) AS a, NULL AS b FROM pt12.Object",
        "SELECT TOP 0 objectId FROM pt12.Object ORDER BY 1 OFFSET 9223372036854775807",
        "SELECT 1 AS a FROM pt12.Object WHERE EXISTS (SELECT NULL FROM pt12.Source)",
        "SELECT (SELECT MAX(visit) FROM pt12.Source) AS a FROM pt12.Object",
        "SELECT a.flags FROM pt12.Object AS a WHERE a.flags IN"
            + " (SELECT b.visit FROM pt12.Source AS b WHERE b.objectId = a.objectId)",
        "SELECT CIRCLE(10, 95, 1) AS a FROM pt12.Object",
        "SELECT POLYGON(1, 1, 1, 1, 1, 1) AS a FROM pt12.Object",
        "SELECT CIRCLE(ra_PS, decl_PS, 1e308) AS a FROM pt12.Object",
        "SELECT REGION('garbage') AS a, REGION('') AS b FROM pt12.Object",
        "SELECT CAST('x' AS POLYGON) AS a, CAST(band AS POINT) AS b FROM pt12.Object",
        "SELECT flags FROM pt12.Object WHERE 1 = CONTAINS(POINT(ra_PS, decl_PS), REGION('Circle 1'))",
        "SELECT flags FROM pt12.Object WHERE 1 = CONTAINS(POINT(ra_PS, decl_PS), CIRCLE(1, 2, -3))",
        "SELECT flags FROM pt12.Object WHERE DISTANCE(ra_PS, decl_PS, 1e308, 1e308) < 1e308",
        "SELECT flags FROM pt12.Object WHERE DISTANCE(ra_PS, decl_PS, 1, 2) < -1",
        "SELECT flags FROM pt12.Object WHERE 1 = CONTAINS(POINT(ra_PS, decl_PS), BOX(1, 2, 500, 500))",
        "SELECT IN_UNIT(POWER(gFlux, 1e9), 'Jy') AS a FROM pt12.Object",
        "SELECT CAST(band AS CHAR(999999999)) AS a FROM pt12.Object",
        "SELECT AVG(DISTINCT flags) AS a FROM pt12.Object HAVING COUNT(*) > 1e400",
        "SELECT objectId FROM pt12.Object WHERE (SELECT flags FROM pt12.Object) = 1"
      })
  void plansOrRefusesWhatUsersMayWrite(String adql) {
    AdqlCompiler compiler = SampleCatalog.compiler();
    try {
      assertThat(compiler.compile(adql).columns()).isNotEmpty();
    } catch (AdqlException e) {
      assertThat(e.describe()).isNotEmpty();
    }
  }

  @Test
  void doesNotBlameTheServiceForAWrongQuery() {
    AdqlException failure =
        catchThrowableOfType(
            AdqlException.class,
            () -> SampleCatalog.compiler().compile("SELECT nothing FROM pt12.Object"));
    assertThat(failure.code()).isEqualTo(AdqlErrorCode.UNKNOWN_COLUMN);
    assertThat(failure.line()).isEqualTo(1);
    assertThat(failure.column()).isEqualTo(8);
    assertThat(failure.describe()).contains("Unknown column [nothing]");
  }

  private static Schema schemas(Table table) {
    Schema schema =
        new AbstractSchema() {
          @Override
          protected Map<String, Table> getTableMap() {
            return Map.of("t", table);
          }
        };
    return new AbstractSchema() {
      @Override
      protected Map<String, Schema> getSubSchemaMap() {
        return Map.of("s", schema);
      }
    };
  }

  /** A table whose columns are known at first, and no more when the query is planned. */
  private static final class BrokenTable extends AbstractTable {
    @Override
    public RelDataType getRowType(RelDataTypeFactory types) {
      return types.builder().add("a", SqlTypeName.INTEGER).build();
    }

    @Override
    public <C> C unwrap(Class<C> kind) {
      throw new IllegalStateException("The types of the table are lost");
    }
  }
}
