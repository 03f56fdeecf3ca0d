package org.almagest.plan.rewrite;

import com.google.common.collect.ImmutableList;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.almagest.plan.NearestMatch;
import org.almagest.plan.PlanShuttle;
import org.almagest.plan.SkyMatch;
import org.almagest.plan.SkyScan;
import org.almagest.plan.SpatialOperators;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Turns each {@link SkyMatch}, and the one that is in a {@link NearestMatch}, into an equi-join
 * that any SQL engine runs without a cross product: one side has its HEALPix cell, each row of the
 * other is repeated for its cell and the neighbours of it, and the exact condition decides. Cells
 * are at least 1.6 radii wide on average, so that a circle never reaches past the neighbours.
 *
 * <p>A full outer match, whose repeated rows would come out more than once, becomes the left match
 * and the right rows that have no partner. Left as it is, for the engine to run as a nested loop: a
 * radius for which no cell is large enough.
 */
public final class CellJoinExpansion extends PlanShuttle {
  private static final double LARGEST_RADIUS_DEG = 10;
  private static final int HIGHEST_ORDER = 29;
  private static final int NEIGHBORS = 8;

  /** The same plan without sky matches that can be expanded. */
  public static RelNode expand(RelNode plan) {
    return plan.accept(new CellJoinExpansion());
  }

  private CellJoinExpansion() {}

  @Override
  protected RelNode rewrite(RelNode node) {
    if (node instanceof NearestMatch nearest) {
      return NearestExpansion.expand(nearest, this::rewrite);
    }
    if (!(node instanceof SkyMatch match)) {
      return node;
    }
    if (match.getJoinType() == JoinRelType.FULL) {
      return full(match);
    }
    return match.radiusDeg() > LARGEST_RADIUS_DEG ? match : join(match, order(match.radiusDeg()));
  }

  private RelNode full(SkyMatch match) {
    RelNode left = rewrite(as(match, match.getLeft(), match.getCondition(), JoinRelType.LEFT));
    return LogicalUnion.create(List.of(left, unmatched(match)), true);
  }

  /** The rows of the right side without a partner: a mark on the left side is missing there. */
  private RelNode unmatched(SkyMatch match) {
    RexBuilder rex = match.getCluster().getRexBuilder();
    int leftFields = match.getLeft().getRowType().getFieldCount();
    RelNode marked = withCell(match.getLeft(), match.getLeft(), rex.makeLiteral(true));
    RelNode joined =
        rewrite(as(match, marked, afterCell(match.getCondition(), leftFields), JoinRelType.RIGHT));
    RelNode alone =
        LogicalFilter.create(
            joined,
            rex.makeCall(SqlStdOperatorTable.IS_NULL, rex.makeInputRef(joined, leftFields)));
    List<RexNode> fields =
        IntStream.range(0, match.getRowType().getFieldCount())
            .mapToObj(
                i ->
                    i < leftFields
                        ? rex.makeNullLiteral(match.getRowType().getFieldList().get(i).getType())
                        : (RexNode) rex.makeInputRef(alone, i + 1))
            .toList();
    return LogicalProject.create(
        alone, List.of(), fields, match.getRowType().getFieldNames(), Set.of());
  }

  private static SkyMatch as(SkyMatch match, RelNode left, RexNode condition, JoinRelType type) {
    return match.copy(match.getTraitSet(), condition, left, match.getRight(), type, false);
  }

  /** The highest order whose cells are 1.6 times as wide as the radius; pi/3 is 4 pi / 12. */
  static int order(double radiusDeg) {
    double cells = Math.sqrt(Math.PI / 3) / (1.6 * Math.toRadians(radiusDeg));
    double order = Math.floor(Math.log(cells) / Math.log(2));
    return (int) Math.max(0, Math.min(HIGHEST_ORDER, order));
  }

  private static RelNode join(SkyMatch match, int order) {
    SkyMatch.Positions at = match.positions();
    boolean repeatLeft =
        switch (match.getJoinType()) {
          case RIGHT -> true;
          case INNER -> rows(match.getLeft()) < rows(match.getRight());
          default -> false;
        };
    RelNode left =
        repeatLeft
            ? neighbors(match.getLeft(), order, at.leftLon(), at.leftLat())
            : cells(match.getLeft(), order, at.leftLon(), at.leftLat());
    RelNode right =
        repeatLeft
            ? cells(match.getRight(), order, at.rightLon(), at.rightLat())
            : neighbors(match.getRight(), order, at.rightLon(), at.rightLat());

    RexBuilder rex = match.getCluster().getRexBuilder();
    int leftFields = match.getLeft().getRowType().getFieldCount();
    int rightFields = match.getRight().getRowType().getFieldCount();
    RelDataType cell = left.getRowType().getFieldList().get(leftFields).getType();
    RelDataType otherCell = right.getRowType().getFieldList().get(rightFields).getType();
    RexNode exact = afterCell(match.getCondition(), leftFields);
    RexNode sameCell =
        rex.makeCall(
            SqlStdOperatorTable.EQUALS,
            rex.makeInputRef(cell, leftFields),
            rex.makeInputRef(otherCell, leftFields + 1 + rightFields));
    RelNode joined =
        LogicalJoin.create(
            left,
            right,
            List.of(),
            RexUtil.composeConjunction(rex, List.of(sameCell, exact)),
            Set.of(),
            match.getJoinType());
    List<RexNode> kept =
        IntStream.range(0, leftFields + rightFields)
            .mapToObj(i -> (RexNode) rex.makeInputRef(joined, i < leftFields ? i : i + 1))
            .toList();
    return LogicalProject.create(
        joined, List.of(), kept, match.getRowType().getFieldNames(), Set.of());
  }

  /** A condition over both sides, where one more field stands behind those of the left side. */
  static RexNode afterCell(RexNode condition, int leftFields) {
    return condition.accept(
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef ref) {
            return ref.getIndex() < leftFields
                ? ref
                : new RexInputRef(ref.getIndex() + 1, ref.getType());
          }
        });
  }

  private static RelNode cells(RelNode input, int order, RexNode lon, RexNode lat) {
    RexBuilder rex = input.getCluster().getRexBuilder();
    return withCell(
        input,
        input,
        rex.makeCall(SpatialOperators.HEALPIX_CELL, integer(input.getCluster(), order), lon, lat));
  }

  private static RelNode neighbors(RelNode input, int order, RexNode lon, RexNode lat) {
    RelOptCluster cluster = input.getCluster();
    RexBuilder rex = cluster.getRexBuilder();
    RelDataType k =
        cluster
            .getTypeFactory()
            .builder()
            .add("k", cluster.getTypeFactory().createSqlType(SqlTypeName.INTEGER))
            .build();
    List<RexLiteral> numbers =
        IntStream.rangeClosed(0, NEIGHBORS).mapToObj(i -> integer(cluster, i)).toList();
    RelNode values =
        LogicalValues.create(
            cluster, k, ImmutableList.copyOf(numbers.stream().map(ImmutableList::of).toList()));
    RelNode repeated =
        LogicalJoin.create(
            input, values, List.of(), rex.makeLiteral(true), Set.of(), JoinRelType.INNER);
    int fields = input.getRowType().getFieldCount();
    RelNode withCell =
        withCell(
            repeated,
            input,
            rex.makeCall(
                SpatialOperators.HEALPIX_NEIGHBOR,
                integer(cluster, order),
                lon,
                lat,
                rex.makeInputRef(repeated, fields)));
    return LogicalFilter.create(
        withCell,
        rex.makeCall(SqlStdOperatorTable.IS_NOT_NULL, rex.makeInputRef(withCell, fields)));
  }

  /** The fields of a node, which are the first of the rows, and the cell. */
  private static RelNode withCell(RelNode rows, RelNode fields, RexNode cell) {
    RexBuilder rex = rows.getCluster().getRexBuilder();
    List<RexNode> expressions = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (RelDataTypeField field : fields.getRowType().getFieldList()) {
      expressions.add(rex.makeInputRef(field.getType(), field.getIndex()));
      names.add(field.getName());
    }
    String name = "sky_cell";
    while (names.contains(name)) {
      name += "_";
    }
    expressions.add(cell);
    names.add(name);
    return LogicalProject.create(rows, List.of(), expressions, names, Set.of());
  }

  private static RexLiteral integer(RelOptCluster cluster, int value) {
    return cluster
        .getRexBuilder()
        .makeExactLiteral(
            BigDecimal.valueOf(value), cluster.getTypeFactory().createSqlType(SqlTypeName.INTEGER));
  }

  /** The largest table below: enough to tell a target list from a survey. */
  private static double rows(RelNode node) {
    if (node instanceof SkyScan scan) {
      return scan.getTable().getRowCount();
    }
    return node.getInputs().stream().mapToDouble(CellJoinExpansion::rows).max().orElse(0);
  }
}
