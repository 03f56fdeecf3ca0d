package org.almagest.adql.lower;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.almagest.adql.error.AdqlErrorCode;
import org.almagest.adql.error.AdqlException;
import org.almagest.adql.function.GeometryTypes;
import org.almagest.plan.PlanShuttle;
import org.almagest.plan.SkyScan;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexShuttle;

/**
 * From Calcite's plan of a validated query to the contract with the back ends: scans are numbered,
 * conditions stand where they are used, geometry and arithmetic are primitives, and the conditions
 * on the sky are known to the scans and joins they bound.
 */
public final class Lowering {

  private Lowering() {}

  /**
   * The lowered plan.
   *
   * @throws AdqlException if a geometry is used where only a constructor can stand
   */
  public static RelNode lower(RelNode plan) {
    RexBuilder rex = plan.getCluster().getRexBuilder();
    RelNode lowered =
        FilterPushDown.run(plan.accept(new ScanNumbering()))
            .accept(new Expressions(new Timestamps(rex)))
            .accept(new Expressions(new ArithmeticLowering(rex)))
            .accept(new Expressions(new GeometryLowering(rex)))
            .accept(new Expressions(new InLists(rex)))
            .accept(new SumLowering())
            .accept(new ConeRestriction())
            .accept(new MatchRecognition());
    lowered.accept(new NoGeometryLeft());
    return lowered;
  }

  /** Every occurrence of a table becomes a scan with a number of its own. */
  private static final class ScanNumbering extends PlanShuttle {
    private final AtomicInteger next = new AtomicInteger();

    @Override
    protected RelNode rewrite(RelNode node) {
      return node instanceof TableScan scan
          ? new SkyScan(scan.getCluster(), scan.getTable(), next.getAndIncrement(), List.of())
          : node;
    }
  }

  /** Applies a rewriting to the expressions of every node. */
  private static final class Expressions extends PlanShuttle {
    private final RexShuttle rewriting;

    Expressions(RexShuttle rewriting) {
      this.rewriting = rewriting;
    }

    @Override
    protected RelNode rewrite(RelNode node) {
      return node.accept(rewriting);
    }
  }

  private static final class NoGeometryLeft extends PlanShuttle {
    @Override
    protected RelNode rewrite(RelNode node) {
      for (RelDataTypeField field : node.getRowType().getFieldList()) {
        if (GeometryTypes.isGeometry(field.getType())) {
          throw new AdqlException(
              AdqlErrorCode.UNSUPPORTED,
              0,
              0,
              "A geometry cannot be a column of the result",
              "select its coordinates");
        }
      }
      return node;
    }
  }
}
