package org.almagest.engine;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.almagest.plan.NumericOperators;
import org.almagest.plan.PlanShuttle;
import org.almagest.plan.SkyScan;
import org.almagest.sky.Region;
import org.almagest.sky.coverage.RegionCoverage;
import org.almagest.sky.healpix.HealpixRange;
import org.almagest.sky.healpix.HealpixRanges;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/** Reads off a plan which rows of each scan matter: losing a condition costs time, never rows. */
final class WantedRows extends PlanShuttle {

  /** Cells of order 18 are 0.8 arcsec wide: finer ones would not spare a row group. */
  private static final int COVERAGE_ORDER = 18;

  /** So many values are looked up in an index; more are likely to be everywhere. */
  private static final int MOST_VALUES = 100;

  private final Map<Integer, List<Wanted.Values>> values = new HashMap<>();

  private WantedRows() {}

  /** What a plan says. */
  static WantedRows of(RelNode plan) {
    WantedRows wanted = new WantedRows();
    plan.accept(wanted);
    return wanted;
  }

  /** What matters of a scan of the plan. */
  Wanted of(SkyScan scan) {
    Optional<List<HealpixRange>> ranges = Optional.empty();
    for (Region region : scan.regions()) {
      List<HealpixRange> coverage = RegionCoverage.of(region, COVERAGE_ORDER);
      ranges =
          Optional.of(ranges.map(known -> HealpixRanges.both(known, coverage)).orElse(coverage));
    }
    return new Wanted(ranges, values.getOrDefault(scan.scanId(), List.of()));
  }

  @Override
  protected RelNode rewrite(RelNode node) {
    if (node instanceof Filter filter && filter.getInput() instanceof SkyScan scan) {
      List<String> columns = scan.getRowType().getFieldNames();
      RexBuilder rex = filter.getCluster().getRexBuilder();
      for (RexNode condition : RelOptUtil.conjunctions(filter.getCondition())) {
        Wanted.Values found = values(RexUtil.expandSearch(rex, null, condition), columns);
        if (found != null && found.values().size() <= MOST_VALUES) {
          values.computeIfAbsent(scan.scanId(), id -> new ArrayList<>()).add(found);
        }
      }
    }
    return node;
  }

  /** The column and its values, if the condition is about one column alone. */
  private static Wanted.@Nullable Values values(RexNode condition, List<String> columns) {
    if (condition.getKind() == SqlKind.EQUALS) {
      List<RexNode> sides = ((RexCall) condition).getOperands();
      Integer column = column(sides.get(0));
      RexNode constant = sides.get(1);
      if (column == null) {
        column = column(sides.get(1));
        constant = sides.get(0);
      }
      Object value = value(constant);
      return column == null || value == null
          ? null
          : new Wanted.Values(columns.get(column), List.of(value));
    }
    if (condition.getKind() != SqlKind.OR) {
      return null;
    }
    List<Object> all = new ArrayList<>();
    String column = null;
    for (RexNode part : ((RexCall) condition).getOperands()) {
      Wanted.Values found = values(part, columns);
      if (found == null || (column != null && !column.equals(found.column()))) {
        return null;
      }
      column = found.column();
      all.addAll(found.values());
    }
    return column == null ? null : new Wanted.Values(column, all);
  }

  /** A column by itself, or as a wider number. */
  private static @Nullable Integer column(RexNode node) {
    if (node.getKind() == SqlKind.CAST && SqlTypeUtil.isExactNumeric(node.getType())) {
      RexNode cast = ((RexCall) node).getOperands().get(0);
      return SqlTypeUtil.isExactNumeric(cast.getType()) ? column(cast) : null;
    }
    return node instanceof RexInputRef ref ? ref.getIndex() : null;
  }

  private static @Nullable Object value(RexNode node) {
    if (node instanceof RexCall call
        && (call.getKind() == SqlKind.MINUS_PREFIX
            || call.getOperator().equals(NumericOperators.INTEGER_NEGATE))) {
      Object number = value(call.getOperands().get(0));
      return number instanceof Long whole ? (Object) (-whole) : null;
    }
    if (node.getKind() == SqlKind.CAST && node.getType().getSqlTypeName() == SqlTypeName.BIGINT) {
      return value(((RexCall) node).getOperands().get(0)) instanceof Long whole ? whole : null;
    }
    if (!(node instanceof RexLiteral literal) || literal.isNull()) {
      return null;
    }
    if (SqlTypeUtil.isExactNumeric(literal.getType())) {
      BigDecimal number = literal.getValueAs(BigDecimal.class);
      return number == null ? null : exact(number);
    }
    // A CHAR is compared without its trailing spaces: what is stored may differ in them.
    String text =
        SqlTypeUtil.inCharFamily(literal.getType()) ? literal.getValueAs(String.class) : null;
    return text == null || text.endsWith(" ") ? null : text;
  }

  private static @Nullable Long exact(BigDecimal number) {
    try {
      return number.longValueExact();
    } catch (ArithmeticException e) {
      return null;
    }
  }
}
