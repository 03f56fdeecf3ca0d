package org.almagest.sql;

import com.google.common.collect.ImmutableList;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.almagest.plan.PlanShuttle;
import org.almagest.plan.TextOperators;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Takes out of a plan what reads otherwise once it is text: a number in GROUP BY or ORDER BY would
 * be the number of a column, and a NULL of no rows would be a text.
 */
final class PlainPlan extends PlanShuttle {

  private PlainPlan() {}

  static RelNode of(RelNode plan) {
    return plan.accept(new PlainPlan());
  }

  @Override
  protected RelNode rewrite(RelNode node) {
    if (node instanceof Values values && values.tuples.isEmpty()) {
      return noRows(values);
    }
    if (node instanceof Aggregate aggregate && aggregate.getInput() instanceof Project project) {
      Set<Integer> keys = new HashSet<>(aggregate.getGroupSet().asList());
      aggregate.getAggCallList().stream()
          .filter(call -> call.getAggregation().equals(TextOperators.STRING_AGG))
          .forEach(call -> keys.add(call.getArgList().get(0)));
      RelNode input = castLiterals(project, keys);
      return input == project ? node : aggregate.copy(aggregate.getTraitSet(), List.of(input));
    }
    if (node instanceof Sort sort && sort.getInput() instanceof Project project) {
      RelNode input = castLiterals(project, new HashSet<>(sort.getCollation().getKeys()));
      return input == project ? node : sort.copy(sort.getTraitSet(), List.of(input));
    }
    return node;
  }

  private static RelNode castLiterals(Project project, Set<Integer> keys) {
    RexBuilder rex = project.getCluster().getRexBuilder();
    List<RexNode> expressions = new ArrayList<>(project.getProjects());
    for (int key : keys) {
      RexNode expression = expressions.get(key);
      if (expression instanceof RexLiteral) {
        expressions.set(key, rex.makeAbstractCast(expression.getType(), expression, false));
      }
    }
    return expressions.equals(project.getProjects())
        ? project
        : LogicalProject.create(
            project.getInput(),
            List.of(),
            expressions,
            project.getRowType().getFieldNames(),
            project.getVariablesSet());
  }

  private static RelNode noRows(Values values) {
    RexBuilder rex = values.getCluster().getRexBuilder();
    RexLiteral zero = rex.makeExactLiteral(BigDecimal.ZERO);
    RelNode one =
        LogicalValues.create(
            values.getCluster(),
            values.getCluster().getTypeFactory().builder().add("none", SqlTypeName.INTEGER).build(),
            ImmutableList.of(ImmutableList.of(zero)));
    List<RexNode> nulls =
        values.getRowType().getFieldList().stream()
            .map(
                field ->
                    rex.makeAbstractCast(
                        field.getType(), rex.makeNullLiteral(field.getType()), false))
            .toList();
    return LogicalProject.create(
        LogicalFilter.create(one, rex.makeLiteral(false)),
        List.of(),
        nulls,
        values.getRowType().getFieldNames(),
        Set.of());
  }
}
