package org.almagest.backend.duckdb;

import java.math.BigDecimal;
import java.util.List;
import org.almagest.backend.ScanFiles;
import org.almagest.backend.StoredColumn;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.ColumnType;
import org.almagest.sky.healpix.HealpixRange;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.ReturnTypes;
import org.jspecify.annotations.Nullable;

/**
 * A scan as DuckDB reads it: {@code (SELECT columns FROM read_parquet([files]) WHERE ranges)}. The
 * pixel ranges let it skip row groups by their statistics.
 */
final class ParquetScan {

  private static final SqlParserPos POS = SqlParserPos.ZERO;
  private static final SqlFunction READ_PARQUET = function("read_parquet");
  private static final SqlFunction MATCH = function(MatchFunction.NAME);
  private static final SqlFunction TO_JSON = function("to_json");

  /**
   * Not a SELECT to the renderer, which would write its own clauses over those of the sub-query.
   */
  private static final SqlSpecialOperator DERIVED_TABLE =
      new SqlSpecialOperator("DERIVED_TABLE", SqlKind.OTHER) {
        @Override
        public void unparse(SqlWriter writer, SqlCall call, int leftPrec, int rightPrec) {
          call.operand(0).unparse(writer, leftPrec, rightPrec);
        }
      };

  private ParquetScan() {}

  private static SqlFunction function(String name) {
    return new SqlFunction(
        name,
        SqlKind.OTHER_FUNCTION,
        ReturnTypes.CURSOR,
        null,
        null,
        SqlFunctionCategory.USER_DEFINED_FUNCTION);
  }

  /** The sub-query that reads what is left of a scan. */
  static SqlNode of(ScanFiles scan) {
    SqlNodeList columns = new SqlNodeList(POS);
    for (CatalogColumn column : scan.table().columns()) {
      columns.add(scan.files().isEmpty() ? emptyColumn(column) : column(scan, column));
    }
    SqlNode from = scan.files().isEmpty() ? null : readParquet(scan.files());
    SqlNode where =
        scan.files().isEmpty()
            ? SqlStdOperatorTable.EQUALS.createCall(POS, number(1), number(0))
            : within(scan.pixelColumn(), scan.ranges());
    SqlNode select =
        new SqlSelect(
            POS, null, columns, from, where, null, null, null, null, null, null, null, null);
    return DERIVED_TABLE.createCall(POS, select);
  }

  /** The call that reads a match. */
  static SqlNode ofMatch(long number) {
    return MATCH.createCall(POS, number(number));
  }

  private static SqlNode readParquet(List<String> files) {
    SqlNodeList names = new SqlNodeList(POS);
    for (String file : files) {
      names.add(SqlLiteral.createCharString(file, POS));
    }
    SqlNode list = new SqlBasicCall(SqlStdOperatorTable.ARRAY_VALUE_CONSTRUCTOR, names, POS);
    return READ_PARQUET.createCall(POS, list, option("hive_partitioning", "false"));
  }

  private static SqlNode option(String name, String value) {
    return SqlStdOperatorTable.ARGUMENT_ASSIGNMENT.createCall(
        POS, SqlLiteral.createBoolean(Boolean.parseBoolean(value), POS), identifier(name));
  }

  private static @Nullable SqlNode within(String pixelColumn, List<HealpixRange> ranges) {
    return ranges.stream()
        .map(
            range ->
                (SqlNode)
                    SqlStdOperatorTable.AND.createCall(
                        POS,
                        SqlStdOperatorTable.GREATER_THAN_OR_EQUAL.createCall(
                            POS, identifier(pixelColumn), number(range.first())),
                        SqlStdOperatorTable.LESS_THAN_OR_EQUAL.createCall(
                            POS, identifier(pixelColumn), number(range.last()))))
        .reduce((left, right) -> SqlStdOperatorTable.OR.createCall(POS, left, right))
        .orElse(null);
  }

  private static SqlNode column(ScanFiles scan, CatalogColumn column) {
    StoredColumn stored =
        scan.columns().stream()
            .filter(candidate -> candidate.name().equals(column.name()))
            .findFirst()
            .orElse(null);
    if (stored == null || stored.isPlain()) {
      return identifier(column.name());
    }
    SqlNode value = new SqlIdentifier(stored.path(), POS);
    SqlNode shaped =
        switch (stored.form()) {
          case SAME -> value;
          case CAST -> cast(value, column.type());
          case JSON -> cast(TO_JSON.createCall(POS, value), ColumnType.STRING);
        };
    return SqlStdOperatorTable.AS.createCall(POS, shaped, identifier(column.name()));
  }

  private static SqlNode cast(SqlNode value, ColumnType type) {
    return SqlStdOperatorTable.CAST.createCall(POS, value, identifier(name(type)));
  }

  private static SqlNode emptyColumn(CatalogColumn column) {
    SqlNode typed = cast(SqlLiteral.createNull(POS), column.type());
    return SqlStdOperatorTable.AS.createCall(POS, typed, identifier(column.name()));
  }

  private static SqlIdentifier identifier(String name) {
    return new SqlIdentifier(name, POS);
  }

  private static SqlNode number(long value) {
    return SqlLiteral.createExactNumeric(BigDecimal.valueOf(value).toPlainString(), POS);
  }

  /** The name of a column type in DuckDB. */
  private static String name(ColumnType type) {
    return switch (type) {
      case BOOLEAN -> "BOOLEAN";
      case UNSIGNED_BYTE, SHORT -> "SMALLINT";
      case INTEGER -> "INTEGER";
      case LONG -> "BIGINT";
      case FLOAT -> "REAL";
      case DOUBLE -> "DOUBLE";
      case STRING -> "VARCHAR";
      case TIMESTAMP -> "TIMESTAMP";
    };
  }
}
