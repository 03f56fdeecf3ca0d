package org.almagest.spark.translate;

import java.util.List;
import org.almagest.plan.PlanShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeFamily;

/**
 * Lets a join without a key be stopped between two pairs. Spark asks whether a task is still wanted
 * only between batches of rows, and one batch against all rows of the other side can take hours.
 * The question has a column of each side, as Spark would otherwise ask it before the join.
 */
final class StoppableJoins extends PlanShuttle {
  static final SqlFunction STILL_WANTED =
      SqlBasicFunction.create(
          "almagest_still_wanted", ReturnTypes.BOOLEAN_NOT_NULL, OperandTypes.VARIADIC);

  private StoppableJoins() {}

  static RelNode of(RelNode plan) {
    return plan.accept(new StoppableJoins());
  }

  @Override
  protected RelNode rewrite(RelNode node) {
    if (!(node instanceof Join join)
        || !join.analyzeCondition().leftKeys.isEmpty()
        || join.getRight() instanceof Values) {
      return node;
    }
    RexBuilder rex = join.getCluster().getRexBuilder();
    RexNode question =
        rex.makeCall(
            STILL_WANTED,
            rex.makeInputRef(join, cheapest(join.getLeft())),
            rex.makeInputRef(
                join, join.getLeft().getRowType().getFieldCount() + cheapest(join.getRight())));
    return join.copy(
        join.getTraitSet(),
        RexUtil.composeConjunction(rex, List.of(question, join.getCondition())),
        join.getLeft(),
        join.getRight(),
        join.getJoinType(),
        join.isSemiJoinDone());
  }

  /** Texts would be copied for each pair. */
  private static int cheapest(RelNode side) {
    return side.getRowType().getFieldList().stream()
        .filter(field -> field.getType().getSqlTypeName().getFamily() == SqlTypeFamily.NUMERIC)
        .mapToInt(RelDataTypeField::getIndex)
        .findFirst()
        .orElse(0);
  }
}
