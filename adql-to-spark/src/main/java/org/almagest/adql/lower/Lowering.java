package org.almagest.adql.lower;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.almagest.adql.error.AdqlErrorCode;
import org.almagest.adql.error.AdqlException;
import org.almagest.adql.function.GeometryTypes;
import org.almagest.plan.PlanShuttle;
import org.almagest.plan.SkyScan;
import org.almagest.units.Unit;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

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
   * @throws AdqlException if a unit or a geometry is used where it cannot be, or time is up
   */
  public static LoweredPlan lower(RelNode plan, PlanningTime time) {
    time.check();
    PlanSize.check(plan);
    RelNode numbered = plan.accept(new ScanNumbering()).accept(new UnitLowering());
    List<Optional<String>> units = new ArrayList<>();
    List<Optional<String>> xtypes = new ArrayList<>();
    for (RelDataTypeField field : numbered.getRowType().getFieldList()) {
      units.add(
          UnitInference.of(numbered, field.getIndex())
              .filter(unit -> SqlTypeUtil.isNumeric(field.getType()))
              .map(Unit::text)
              .filter(text -> !text.isEmpty()));
      xtypes.add(GeometryTypes.xtype(field.getType()));
    }
    return new LoweredPlan(primitives(UnitLowering.stripped(numbered), time), units, xtypes);
  }

  private static RelNode primitives(RelNode plan, PlanningTime time) {
    RexBuilder rex = plan.getCluster().getRexBuilder();
    RelNode lowered =
        PlanSize.check(FilterPushDown.run(NearestRecognition.run(plan)))
            .accept(new Expressions(new TimestampLowering(rex), time))
            .accept(new Expressions(new ArithmeticLowering(rex), time))
            .accept(new Geometries(rex, time))
            .accept(new Expressions(new InLists(rex), time))
            .accept(new SumLowering())
            .accept(new NullOrder())
            .accept(new RegionRestriction())
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
    private final RexShuttle bounded;
    private final PlanningTime time;

    Expressions(RexShuttle rewriting, PlanningTime time) {
      this.time = time;
      this.bounded = PlanSize.bounded(rewriting);
    }

    @Override
    protected RelNode rewrite(RelNode node) {
      time.check();
      return node.accept(bounded);
    }
  }

  /** Geometries become texts, in expressions and in the scans that they come from. */
  private static final class Geometries extends PlanShuttle {
    private final Expressions expressions;

    Geometries(RexBuilder rex, PlanningTime time) {
      this.expressions = new Expressions(new GeometryLowering(rex), time);
    }

    @Override
    protected RelNode rewrite(RelNode node) {
      return node instanceof SkyScan scan ? stored(scan) : expressions.rewrite(node);
    }

    private static SkyScan stored(SkyScan scan) {
      RelDataTypeFactory types = scan.getCluster().getTypeFactory();
      RelDataTypeFactory.Builder row = types.builder();
      boolean any = false;
      for (RelDataTypeField field : scan.getRowType().getFieldList()) {
        boolean geometry = GeometryTypes.isGeometry(field.getType());
        any |= geometry;
        row.add(
            field.getName(),
            geometry
                ? types.createTypeWithNullability(types.createSqlType(SqlTypeName.VARCHAR), true)
                : field.getType());
      }
      return any ? scan.stored(row.build()) : scan;
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
              "A geometry cannot be used in this place",
              "use its coordinates");
        }
      }
      return node;
    }
  }
}
