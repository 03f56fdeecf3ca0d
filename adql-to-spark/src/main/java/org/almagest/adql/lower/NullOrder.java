package org.almagest.adql.lower;

import java.util.List;
import org.almagest.plan.PlanShuttle;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelFieldCollation.NullDirection;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Sort;

/**
 * NULL is smaller than any value, and every order says so, also one by an expression that is never
 * NULL as far as its operands tell: what an integer type does not hold is NULL.
 */
final class NullOrder extends PlanShuttle {

  @Override
  protected RelNode rewrite(RelNode node) {
    if (!(node instanceof Sort sort) || sort.getCollation().getFieldCollations().isEmpty()) {
      return node;
    }
    List<RelFieldCollation> fields =
        sort.getCollation().getFieldCollations().stream()
            .map(
                field ->
                    field.withNullDirection(
                        field.direction.isDescending() ? NullDirection.LAST : NullDirection.FIRST))
            .toList();
    RelCollation collation = RelCollations.of(fields);
    return collation.equals(sort.getCollation())
        ? sort
        : sort.copy(sort.getTraitSet(), sort.getInput(), collation, sort.offset, sort.fetch);
  }
}
