package org.almagest.adql.lower;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/** What takes the place of an expression has its type, NULL or not: nodes above rely on it. */
final class SameType {

  private SameType() {}

  static RexNode of(RexBuilder rex, RelDataType wanted, RexNode node) {
    if (node.getType().equals(wanted)) {
      return node;
    }
    if (node.getType().getSqlTypeName() == wanted.getSqlTypeName()
        && node instanceof RexCall call) {
      boolean isCast = call.getKind() == SqlKind.CAST || call.getKind() == SqlKind.SAFE_CAST;
      return isCast
          ? rex.makeAbstractCast(
              wanted, call.getOperands().get(0), call.getKind() == SqlKind.SAFE_CAST)
          : rex.makeCall(wanted, call.getOperator(), call.getOperands());
    }
    return rex.makeAbstractCast(wanted, node, false);
  }
}
