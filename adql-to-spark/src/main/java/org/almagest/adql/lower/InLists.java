package org.almagest.adql.lower;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * Makes one IN of many comparisons of one expression with literals, which is what Calcite makes of
 * an IN in ADQL: a list of ten thousand identifiers would be a tree that deep.
 */
final class InLists extends RexShuttle {
  private static final int FEWEST = 2;

  private final RexBuilder rex;

  InLists(RexBuilder rex) {
    this.rex = rex;
  }

  @Override
  public RexNode visitCall(RexCall call) {
    RexNode visited = super.visitCall(call);
    return switch (visited.getKind()) {
      case OR -> RexUtil.composeDisjunction(rex, grouped((RexCall) visited, SqlKind.EQUALS));
      case AND -> RexUtil.composeConjunction(rex, grouped((RexCall) visited, SqlKind.NOT_EQUALS));
      default -> visited;
    };
  }

  private List<RexNode> grouped(RexCall call, SqlKind comparison) {
    Map<RexNode, List<RexLiteral>> values = new LinkedHashMap<>();
    List<RexNode> others = new ArrayList<>();
    for (RexNode operand : call.getOperands()) {
      if (operand instanceof RexCall compared
          && operand.isA(comparison)
          && compared.getOperands().get(1) instanceof RexLiteral literal
          && !literal.isNull()) {
        values
            .computeIfAbsent(compared.getOperands().get(0), key -> new ArrayList<>())
            .add(literal);
      } else {
        others.add(operand);
      }
    }
    values.forEach((operand, literals) -> others.addAll(lists(operand, literals, comparison)));
    return others;
  }

  private List<RexNode> lists(RexNode operand, List<RexLiteral> literals, SqlKind comparison) {
    if (literals.size() >= FEWEST) {
      RexNode in = rex.makeIn(operand, literals);
      return List.of(comparison == SqlKind.EQUALS ? in : rex.makeCall(SqlStdOperatorTable.NOT, in));
    }
    return List.of(
        rex.makeCall(
            comparison == SqlKind.EQUALS
                ? SqlStdOperatorTable.EQUALS
                : SqlStdOperatorTable.NOT_EQUALS,
            operand,
            literals.get(0)));
  }
}
