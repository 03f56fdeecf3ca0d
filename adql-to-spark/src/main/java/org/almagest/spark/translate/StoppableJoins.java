package org.almagest.spark.translate;

import java.util.List;
import org.almagest.plan.PlanShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeFamily;

/**
 * Lets a join without a key be stopped between two rows of a side. Spark asks whether a task is
 * still wanted only between batches of rows, and one batch against all rows of the other side can
 * take hours. Asked in the join's condition, for each pair, it would take longer than most
 * conditions.
 */
final class StoppableJoins extends PlanShuttle {
  private static final SqlFunction STILL_WANTED =
      SqlBasicFunction.create(
          "almagest_still_wanted", ReturnTypes.BOOLEAN_NOT_NULL, OperandTypes.VARIADIC);

  private StoppableJoins() {}

  static RelNode of(RelNode plan) {
    return plan.accept(new StoppableJoins());
  }

  @Override
  protected RelNode rewrite(RelNode node) {
    return node instanceof Join join
            && join.analyzeCondition().leftKeys.isEmpty()
            && !(join.getRight() instanceof Values)
        ? join.copy(
            join.getTraitSet(), List.of(stoppable(join.getLeft()), stoppable(join.getRight())))
        : node;
  }

  private static RelNode stoppable(RelNode side) {
    RexBuilder rex = side.getCluster().getRexBuilder();
    return LogicalFilter.create(
        side, rex.makeCall(STILL_WANTED, rex.makeInputRef(side, cheapest(side))));
  }

  /** Without an argument Spark would ask once. A text would be copied for each row. */
  private static int cheapest(RelNode side) {
    return side.getRowType().getFieldList().stream()
        .filter(field -> field.getType().getSqlTypeName().getFamily() == SqlTypeFamily.NUMERIC)
        .mapToInt(RelDataTypeField::getIndex)
        .findFirst()
        .orElse(0);
  }
}
