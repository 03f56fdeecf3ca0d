package org.almagest.sql;

import java.util.ArrayList;
import java.util.List;
import org.almagest.adql.error.AdqlException;
import org.almagest.plan.SkyScan;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.metadata.JaninoRelMetadataProvider;
import org.apache.calcite.rel.metadata.RelMetadataQueryBase;
import org.apache.calcite.rel.rel2sql.RelToSqlConverter;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlSelectKeyword;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/** Renders a plan that its target supports. */
public final class SqlRenderer {

  private SqlRenderer() {}

  /**
   * The plan as one statement of the target's SQL, its columns under their names.
   *
   * @param source what stands in FROM for each scan
   * @throws IllegalArgumentException if the target does not support the plan
   * @throws AdqlException if the statement would be too long
   */
  public static String render(RelNode plan, SqlTarget target, ScanSource source) {
    if (target.support(plan) instanceof Support.No no) {
      throw new IllegalArgumentException(String.join("; ", no.reasons()));
    }
    // Calcite keeps the provider by thread; a plan may be rendered by another than planned it.
    RelMetadataQueryBase.THREAD_PROVIDERS.set(JaninoRelMetadataProvider.DEFAULT);
    SqlNode statement =
        new Converter(target, source)
            .visitRoot(target.prepared(PlainPlan.of(PinnedTypes.pin(plan))))
            .asStatement();
    SqlNode spelled = statement.accept(new Speller(target));
    StatementSize.check(spelled == null ? statement : spelled);
    return (spelled == null ? statement : spelled)
        .toSqlString(
            config ->
                config
                    .withDialect(target.dialect())
                    .withAlwaysUseParentheses(false)
                    .withSelectListItemsOnSeparateLines(false)
                    .withUpdateSetListNewline(false)
                    .withIndentation(0))
        .getSql();
  }

  private static final class Converter extends RelToSqlConverter {
    private final ScanSource source;

    Converter(SqlTarget target, ScanSource source) {
      super(target.dialect());
      this.source = source;
    }

    @Override
    protected Result dispatch(RelNode node) {
      return node instanceof SkyScan scan
          ? result(named(scan), List.of(Clause.FROM), scan, null)
          : visited(node);
    }

    /** Calcite looks these methods up by reflection, anew for each statement. */
    private Result visited(RelNode node) {
      if (node instanceof Project project) {
        return visit(project);
      }
      if (node instanceof Filter filter) {
        return visit(filter);
      }
      if (node instanceof Join join) {
        return visit(join);
      }
      if (node instanceof Aggregate aggregate) {
        return visit(aggregate);
      }
      if (node instanceof Sort sort) {
        return visit(sort);
      }
      return node instanceof Union union ? visit(union) : super.dispatch(node);
    }

    /** Calcite takes tables by name alone; a call gets one. */
    private SqlNode named(SkyScan scan) {
      SqlNode table = source.source(scan);
      return table instanceof SqlIdentifier
          ? table
          : SqlStdOperatorTable.AS.createCall(
              SqlParserPos.ZERO,
              table,
              new SqlIdentifier("scan_" + scan.scanId(), SqlParserPos.ZERO));
    }
  }

  /** Writes the primitives in the target's words. */
  private static final class Speller extends SqlShuttle {
    private final SqlTarget target;

    Speller(SqlTarget target) {
      this.target = target;
    }

    @Override
    public SqlNode visit(SqlLiteral literal) {
      return literal instanceof SqlNumericLiteral number ? target.number(number) : literal;
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
      SqlNode visited = super.visit(call);
      if (!(visited instanceof SqlCall copy)) {
        return visited;
      }
      Spelling spelling = target.spelling(copy.getOperator());
      return spelling == null ? copy : spelling.of(arguments(copy));
    }

    /** DISTINCT stands beside the arguments in a call; spellings get the arguments alone. */
    private static List<SqlNode> arguments(SqlCall call) {
      SqlLiteral quantifier = call.getFunctionQuantifier();
      if (quantifier == null
          || quantifier.getValue() != SqlSelectKeyword.DISTINCT
          || call.operandCount() == 0) {
        return call.getOperandList();
      }
      List<SqlNode> arguments = new ArrayList<>(call.getOperandList());
      arguments.set(0, Spelling.distinct(arguments.get(0)));
      return arguments;
    }
  }
}
