package org.almagest.adql.lower;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.almagest.function.RegionText;
import org.almagest.plan.PlanShuttle;
import org.almagest.plan.SkyScan;
import org.almagest.plan.SkyTable;
import org.almagest.plan.SpatialOperators;
import org.almagest.sky.Cone;
import org.almagest.sky.Region;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** Tells a scan the regions that the filter over it keeps, by the columns it is partitioned by. */
final class RegionRestriction extends PlanShuttle {

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
    List<Region> regions = new ArrayList<>();
    for (RexNode condition : RelOptUtil.conjunctions(filter.getCondition())) {
      Stream.concat(
              DistanceBound.of(condition).stream()
                  .flatMap(bound -> Stream.of(bound, bound.swapped()))
                  .flatMap(bound -> cone(bound, columns).stream()),
              region(condition, columns).stream())
          .findFirst()
          .ifPresent(regions::add);
    }
    return regions.isEmpty()
        ? filter
        : filter.copy(filter.getTraitSet(), List.of(scan.restrictedTo(regions)));
  }

  /** The region that must hold the position: a circle or a box around it is in there with it. */
  private static Optional<Region> region(RexNode condition, SkyTable.SkyColumns columns) {
    if (!(condition instanceof RexCall call)) {
      return Optional.empty();
    }
    List<RexNode> operands = call.getOperands();
    if (call.getOperator().equals(SpatialOperators.POINT_IN_REGION)) {
      return isPosition(operands, columns) ? constant(operands.get(2)) : Optional.empty();
    }
    if (call.getOperator().equals(SpatialOperators.REGIONS_OVERLAP)) {
      return reach(operands.get(0), operands.get(1), columns)
          .or(() -> reach(operands.get(1), operands.get(0), columns));
    }
    return call.getOperator().equals(SpatialOperators.REGION_IN_REGION)
            && operands.get(0) instanceof RexCall inner
            && (inner.getOperator().equals(SpatialOperators.CIRCLE_TEXT)
                || inner.getOperator().equals(SpatialOperators.BOX_TEXT))
            && isPosition(inner.getOperands(), columns)
        ? constant(operands.get(1))
        : Optional.empty();
  }

  /** A circle of a known radius meets a region only from within a cone around both. */
  private static Optional<Region> reach(
      RexNode circle, RexNode region, SkyTable.SkyColumns columns) {
    if (!(circle instanceof RexCall call)
        || !call.getOperator().equals(SpatialOperators.CIRCLE_TEXT)
        || !isPosition(call.getOperands(), columns)) {
      return Optional.empty();
    }
    OptionalDouble radius = Doubles.constant(call.getOperands().get(2));
    return radius.isPresent() && radius.getAsDouble() >= 0 && radius.getAsDouble() <= 90
        ? constant(region)
            .flatMap(Cone::around)
            .map(
                cone ->
                    new Cone(cone.raDeg(), cone.decDeg(), cone.radiusDeg() + radius.getAsDouble()))
        : Optional.empty();
  }

  private static boolean isPosition(List<RexNode> operands, SkyTable.SkyColumns columns) {
    return isColumn(operands.get(0), columns.lonIndex())
        && isColumn(operands.get(1), columns.latIndex());
  }

  private static Optional<Region> constant(RexNode node) {
    return node instanceof RexLiteral literal && !literal.isNull()
        ? Optional.of(RegionText.parse(String.valueOf(literal.getValueAs(String.class))))
        : Optional.empty();
  }

  private static Optional<Region> cone(DistanceBound bound, SkyTable.SkyColumns columns) {
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
