package org.almagest.adql.lower;

import java.util.List;
import java.util.Objects;
import org.almagest.adql.error.AdqlErrorCode;
import org.almagest.adql.error.AdqlException;
import org.almagest.adql.function.AdqlFunctions;
import org.almagest.plan.PlanShuttle;
import org.almagest.units.Unit;
import org.almagest.units.UnitException;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * IN_UNIT becomes a multiplication (ADQL 2.1, 4.6). Its unit stays beside it in a {@code WITH_UNIT}
 * until those of all expressions around it are known.
 */
final class UnitLowering extends PlanShuttle {
  static final String WITH_UNIT = "WITH_UNIT";

  private static final SqlFunction CARRIER =
      SqlBasicFunction.create(WITH_UNIT, ReturnTypes.ARG0, OperandTypes.VARIADIC);

  @Override
  protected RelNode rewrite(RelNode node) {
    return node.accept(new Conversion(node));
  }

  /** The plan without the carriers of units. */
  static RelNode stripped(RelNode plan) {
    return plan.accept(
        new PlanShuttle() {
          @Override
          protected RelNode rewrite(RelNode node) {
            return node.accept(
                new RexShuttle() {
                  @Override
                  public RexNode visitCall(RexCall call) {
                    RexNode visited = super.visitCall(call);
                    return visited instanceof RexCall copy && copy.getOperator().equals(CARRIER)
                        ? copy.getOperands().get(0)
                        : visited;
                  }
                });
          }
        });
  }

  static String text(RexNode literal) {
    return Objects.requireNonNull(((RexLiteral) literal).getValueAs(String.class));
  }

  private static final class Conversion extends RexShuttle {
    private final RelNode node;
    private final RexBuilder rex;
    private final Doubles doubles;

    Conversion(RelNode node) {
      this.node = node;
      this.rex = node.getCluster().getRexBuilder();
      this.doubles = new Doubles(rex);
    }

    @Override
    public RexNode visitCall(RexCall call) {
      RexNode visited = super.visitCall(call);
      if (!(visited instanceof RexCall conversion)
          || !conversion.getOperator().equals(AdqlFunctions.IN_UNIT)) {
        return visited;
      }
      RexNode number = conversion.getOperands().get(0);
      RexNode factor = doubles.literal(factor(call, conversion));
      return rex.makeCall(
          CARRIER,
          List.of(
              rex.makeCall(SqlStdOperatorTable.MULTIPLY, doubles.of(number), factor),
              conversion.getOperands().get(1)));
    }

    private double factor(RexCall call, RexCall conversion) {
      RexNode number = conversion.getOperands().get(0);
      if (!(conversion.getOperands().get(1) instanceof RexLiteral literal)
          || !SqlTypeUtil.inCharFamily(literal.getType())
          || literal.getTypeName() == SqlTypeName.NULL) {
        throw wrong(
            call,
            "The unit of [IN_UNIT] is not written out",
            "write a text such as 'arcsec', in VOUnits");
      }
      Unit from =
          UnitInference.ofArgument(number, node.getInputs())
              .orElseThrow(
                  () ->
                      wrong(
                          call,
                          "The unit of the first argument of [IN_UNIT] is not known",
                          "give it a column whose unit the catalog holds, and write numbers"
                              + " outside: 2 * IN_UNIT(x, 'unit')"));
      try {
        return from.factorTo(Unit.parse(text(literal)));
      } catch (UnitException e) {
        AdqlException failure = wrong(call, String.valueOf(e.getMessage()), null);
        failure.initCause(e);
        throw failure;
      }
    }

    private static AdqlException wrong(RexCall call, String message, @Nullable String hint) {
      return new AdqlException(
          AdqlErrorCode.INVALID,
          call.getParserPosition().getLineNum(),
          call.getParserPosition().getColumnNum(),
          message,
          hint);
    }
  }
}
