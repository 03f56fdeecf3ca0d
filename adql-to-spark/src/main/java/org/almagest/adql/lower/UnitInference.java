package org.almagest.adql.lower;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.almagest.plan.SkyScan;
import org.almagest.plan.SkyTable;
import org.almagest.units.Unit;
import org.almagest.units.UnitException;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/**
 * The unit of an expression, from those of the columns in it; empty where it is not certain. A
 * number in a product may convert units, as 3600 does: only with 1 the unit stays.
 */
final class UnitInference {

  /** A plan uses one expression in many places; each is looked at once. */
  private final IdentityHashMap<RexNode, Optional<Unit>> known = new IdentityHashMap<>();

  private final Multiple multiple;

  /** What a number in a product makes of a unit. */
  private enum Multiple {
    /** It may be a conversion, after which the unit is another. */
    MAY_CONVERT,
    /** It counts, and has no unit itself. */
    COUNTS
  }

  private UnitInference(Multiple multiple) {
    this.multiple = multiple;
  }

  /** The unit of a column of a plan. */
  static Optional<Unit> of(RelNode node, int index) {
    return new UnitInference(Multiple.MAY_CONVERT).ofColumn(node, index);
  }

  /**
   * The unit of what somebody asks to have converted: a multiple that is written there is one of
   * the quantity, since the conversion is asked for by name (ADQL 2.1, section 4.7.2).
   *
   * @param inputs of the node that the expression belongs to
   */
  static Optional<Unit> ofArgument(RexNode node, List<RelNode> inputs) {
    return new UnitInference(Multiple.COUNTS).ofExpression(node, inputs);
  }

  private Optional<Unit> ofColumn(RelNode node, int index) {
    if (multiple == Multiple.COUNTS) {
      // What a sub-query has made is not written here.
      return of(node, index);
    }
    if (node instanceof SkyScan scan) {
      SkyTable table = scan.getTable().unwrap(SkyTable.class);
      return Optional.ofNullable(table)
          .flatMap(known -> known.unit(index))
          .flatMap(UnitInference::parse);
    }
    if (node instanceof Project project) {
      return ofExpression(project.getProjects().get(index), List.of(project.getInput()));
    }
    if (node instanceof Filter || node instanceof Sort || node instanceof SetOp) {
      return ofColumn(node.getInput(0), index);
    }
    if (node instanceof Join join) {
      int left = join.getLeft().getRowType().getFieldCount();
      return index < left
          ? ofColumn(join.getLeft(), index)
          : ofColumn(join.getRight(), index - left);
    }
    return node instanceof Aggregate aggregate ? ofAggregate(aggregate, index) : Optional.empty();
  }

  private Optional<Unit> ofAggregate(Aggregate aggregate, int index) {
    int groups = aggregate.getGroupCount();
    if (index < groups) {
      return ofColumn(aggregate.getInput(), aggregate.getGroupSet().nth(index));
    }
    AggregateCall call = aggregate.getAggCallList().get(index - groups);
    return switch (call.getAggregation().getKind()) {
      case SUM, SUM0, MIN, MAX, AVG, SINGLE_VALUE ->
          ofColumn(aggregate.getInput(), call.getArgList().get(0));
      default -> Optional.empty();
    };
  }

  private Optional<Unit> ofExpression(RexNode node, List<RelNode> inputs) {
    if (node instanceof RexInputRef ref) {
      int index = ref.getIndex();
      for (RelNode input : inputs) {
        int fields = input.getRowType().getFieldCount();
        if (index < fields) {
          return ofColumn(input, index);
        }
        index -= fields;
      }
      return Optional.empty();
    }
    Optional<Unit> unit = node instanceof RexCall call ? ofKnown(call, inputs) : Optional.empty();
    if (unit.isPresent() && !unit.get().equals(Unit.NONE)) {
      return unit;
    }
    OptionalDouble number = Doubles.constant(node);
    if (number.isPresent()) {
      return multiple == Multiple.COUNTS || number.getAsDouble() == 1
          ? Optional.of(Unit.NONE)
          : Optional.empty();
    }
    return unit;
  }

  private Optional<Unit> ofKnown(RexCall call, List<RelNode> inputs) {
    Optional<Unit> unit = known.get(call);
    if (unit == null) {
      unit = derived(call, inputs);
      known.put(call, unit);
    }
    return unit;
  }

  /** Powers that are too large to write have no unit. */
  private Optional<Unit> derived(RexCall call, List<RelNode> inputs) {
    try {
      return ofCall(call, inputs);
    } catch (UnitException e) {
      return Optional.empty();
    }
  }

  private Optional<Unit> ofCall(RexCall call, List<RelNode> inputs) {
    List<RexNode> x = call.getOperands();
    return switch (call.getOperator().getName().toUpperCase(Locale.ROOT)) {
      case UnitLowering.WITH_UNIT -> parse(UnitLowering.text(x.get(1)));
      case "CAST", "ABS", "FLOOR", "CEILING", "ROUND", "TRUNCATE" -> ofExpression(x.get(0), inputs);
      // A number below a MOD is one of the unit above it, such as 360 below degrees.
      case "MOD" ->
          Doubles.constant(x.get(1)).isPresent()
              ? ofExpression(x.get(0), inputs)
              : common(x, inputs);
      case "+", "-", "COALESCE" -> common(x, inputs);
      case "*" ->
          ofExpression(x.get(0), inputs).flatMap(a -> ofExpression(x.get(1), inputs).map(a::times));
      case "/" ->
          ofExpression(x.get(0), inputs)
              .flatMap(a -> ofExpression(x.get(1), inputs).map(a::dividedBy));
      case "SQRT" -> ofExpression(x.get(0), inputs).map(a -> a.power(0.5));
      case "POWER" -> {
        OptionalDouble exponent = Doubles.constant(x.get(1));
        yield exponent.isPresent()
            ? ofExpression(x.get(0), inputs).map(a -> a.power(exponent.getAsDouble()))
            : Optional.empty();
      }
      case "DISTANCE", "COORD1", "COORD2", "DEGREES" -> parse("deg");
      case "AREA" -> parse("deg**2");
      case "RADIANS", "ASIN", "ACOS", "ATAN", "ATAN2" -> parse("rad");
      default -> Optional.empty();
    };
  }

  private Optional<Unit> common(List<RexNode> operands, List<RelNode> inputs) {
    Optional<Unit> first = ofExpression(operands.get(0), inputs);
    for (RexNode operand : operands) {
      if (!ofExpression(operand, inputs).equals(first)) {
        return Optional.empty();
      }
    }
    return first;
  }

  private static Optional<Unit> parse(String text) {
    try {
      return Optional.of(Unit.parse(text));
    } catch (UnitException e) {
      return Optional.empty();
    }
  }
}
