package org.almagest.adql.lower;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.almagest.plan.PlanShuttle;
import org.almagest.plan.SkyScan;
import org.almagest.plan.SkyTable;
import org.almagest.sky.Cone;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** Tells a scan the cones that the filter over it keeps, by the columns it is partitioned by. */
final class ConeRestriction extends PlanShuttle {

  @Override
  protected RelNode rewrite(RelNode node) {
    if (!(node instanceof Filter filter) || !(filter.getInput() instanceof SkyScan scan)) {
      return node;
    }
    SkyTable table = scan.getTable().unwrap(SkyTable.class);
    if (table == null || table.skyColumns().isEmpty()) {
      return node;
    }
    SkyTable.SkyColumns columns = table.skyColumns().get();
    List<Cone> cones = new ArrayList<>();
    for (RexNode condition : RelOptUtil.conjunctions(filter.getCondition())) {
      DistanceBound.of(condition).stream()
          .flatMap(bound -> Stream.of(bound, bound.swapped()))
          .flatMap(bound -> cone(bound, columns).stream())
          .findFirst()
          .ifPresent(cones::add);
    }
    return cones.isEmpty()
        ? filter
        : filter.copy(filter.getTraitSet(), List.of(scan.restrictedTo(cones)));
  }

  private static Optional<Cone> cone(DistanceBound bound, SkyTable.SkyColumns columns) {
    OptionalDouble lon = Doubles.constant(bound.lon2());
    OptionalDouble lat = Doubles.constant(bound.lat2());
    if (!isColumn(bound.lon1(), columns.lonIndex())
        || !isColumn(bound.lat1(), columns.latIndex())
        || lon.isEmpty()
        || lat.isEmpty()
        || Math.abs(lat.getAsDouble()) > 90) {
      return Optional.empty();
    }
    return Optional.of(new Cone(lon.getAsDouble(), lat.getAsDouble(), bound.radiusDeg()));
  }

  private static boolean isColumn(RexNode node, int index) {
    if (node instanceof RexCall cast
        && cast.getKind() == SqlKind.CAST
        && SqlTypeUtil.isApproximateNumeric(cast.getType())) {
      return isColumn(cast.getOperands().get(0), index);
    }
    return node instanceof RexInputRef ref && ref.getIndex() == index;
  }
}
