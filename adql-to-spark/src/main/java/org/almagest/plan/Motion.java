package org.almagest.plan;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;

/**
 * How the positions of a table move to the epoch of a match. Columns are counted from 0.
 *
 * @param pmRa the proper motion in right ascension times cos(dec) [mas/yr]
 * @param pmDec the proper motion in declination [mas/yr]
 * @param parallax [mas]
 * @param radialVelocity [km/s]
 * @param epoch of the positions [Julian years]
 * @param matchEpoch of the match [Julian years]
 */
public record Motion(
    int pmRa,
    int pmDec,
    OptionalInt parallax,
    OptionalInt radialVelocity,
    double epoch,
    double matchEpoch) {

  /** The columns of a position, and how they move. */
  public record Moving(int lon, int lat, Motion motion) {}

  /**
   * The moving position that two expressions over a table are: the longitude and the latitude of
   * {@code ivo_epoch_prop_pos} of columns, its epochs and what is not known being constants.
   */
  public static Optional<Moving> of(RexNode lon, RexNode lat) {
    Optional<List<RexNode>> found = arguments(lon, SpatialOperators.LONGITUDE);
    if (found.isEmpty() || !found.equals(arguments(lat, SpatialOperators.LATITUDE))) {
      return Optional.empty();
    }
    List<RexNode> of = found.get();
    OptionalInt ra = column(of.get(0));
    OptionalInt dec = column(of.get(1));
    OptionalInt pmRa = column(of.get(3));
    OptionalInt pmDec = column(of.get(4));
    Double epoch = ColumnLimits.number(of.get(6));
    Double matchEpoch = ColumnLimits.number(of.get(7));
    return ra.isPresent()
            && dec.isPresent()
            && isColumnOrZero(of.get(2))
            && pmRa.isPresent()
            && pmDec.isPresent()
            && isColumnOrZero(of.get(5))
            && epoch != null
            && matchEpoch != null
        ? Optional.of(
            new Moving(
                ra.getAsInt(),
                dec.getAsInt(),
                new Motion(
                    pmRa.getAsInt(),
                    pmDec.getAsInt(),
                    column(of.get(2)),
                    column(of.get(5)),
                    epoch,
                    matchEpoch)))
        : Optional.empty();
  }

  private static Optional<List<RexNode>> arguments(RexNode coordinate, SqlOperator operator) {
    return coordinate instanceof RexCall call
            && call.getOperator().equals(operator)
            && call.getOperands().get(0) instanceof RexCall position
            && position.getOperator().equals(EngineOperators.named("ivo_epoch_prop_pos"))
        ? Optional.of(position.getOperands())
        : Optional.empty();
  }

  private static boolean isColumnOrZero(RexNode expression) {
    return column(expression).isPresent() || isZero(known(expression));
  }

  private static boolean isZero(RexNode expression) {
    Double number = ColumnLimits.number(expression);
    boolean isNull = uncast(expression) instanceof RexLiteral literal && literal.isNull();
    return isNull || (number != null && number == 0);
  }

  private static OptionalInt column(RexNode expression) {
    return uncast(known(expression)) instanceof RexInputRef ref
        ? OptionalInt.of(ref.getIndex())
        : OptionalInt.empty();
  }

  /** What counts as 0 where it is NULL. */
  private static RexNode known(RexNode expression) {
    return expression instanceof RexCall call
            && call.getKind() == SqlKind.COALESCE
            && isZero(call.getOperands().get(1))
        ? call.getOperands().get(0)
        : expression;
  }

  /** Numbers of any type are made DOUBLE. */
  private static RexNode uncast(RexNode expression) {
    return expression instanceof RexCall call && call.getKind() == SqlKind.CAST
        ? call.getOperands().get(0)
        : expression;
  }
}
