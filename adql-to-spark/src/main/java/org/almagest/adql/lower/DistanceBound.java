package org.almagest.adql.lower;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.almagest.plan.SpatialOperators;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/**
 * A condition that bounds the distance of two positions, in whatever form it is written.
 *
 * @param lon1 longitude of the one position [deg]
 * @param lat1 latitude of the one position [deg]
 * @param lon2 longitude of the other position [deg]
 * @param lat2 latitude of the other position [deg]
 * @param radiusDeg a bound of the distance [deg], 0 to 180
 */
record DistanceBound(RexNode lon1, RexNode lat1, RexNode lon2, RexNode lat2, double radiusDeg) {

  /** What a condition says, if it bounds a distance by a constant. */
  static Optional<DistanceBound> of(RexNode condition) {
    if (!(condition instanceof RexCall call)) {
      return Optional.empty();
    }
    if (call.getOperator().equals(SpatialOperators.POINT_IN_CIRCLE)) {
      return bounded(call.getOperands(), call.getOperands().get(4));
    }
    boolean distanceFirst =
        call.getKind() == SqlKind.LESS_THAN || call.getKind() == SqlKind.LESS_THAN_OR_EQUAL;
    boolean distanceSecond =
        call.getKind() == SqlKind.GREATER_THAN || call.getKind() == SqlKind.GREATER_THAN_OR_EQUAL;
    if (!distanceFirst && !distanceSecond) {
      return Optional.empty();
    }
    RexNode distance = call.getOperands().get(distanceFirst ? 0 : 1);
    RexNode bound = call.getOperands().get(distanceFirst ? 1 : 0);
    return distance instanceof RexCall inner
            && inner.getOperator().equals(SpatialOperators.ANGULAR_DISTANCE)
        ? bounded(inner.getOperands(), bound)
        : Optional.empty();
  }

  private static Optional<DistanceBound> bounded(List<RexNode> positions, RexNode bound) {
    OptionalDouble radius = Doubles.constant(bound);
    if (radius.isEmpty() || !(radius.getAsDouble() >= 0)) {
      return Optional.empty();
    }
    return Optional.of(
        new DistanceBound(
            positions.get(0),
            positions.get(1),
            positions.get(2),
            positions.get(3),
            Math.min(180, radius.getAsDouble())));
  }

  /** The same condition with the positions the other way round. */
  DistanceBound swapped() {
    return new DistanceBound(lon2, lat2, lon1, lat1, radiusDeg);
  }
}
