package org.almagest.plan;

import java.util.ArrayList;
import java.util.List;
import org.almagest.sky.Region;
import org.almagest.sky.text.Stcs;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.type.RelDataType;
import org.jspecify.annotations.Nullable;

/**
 * One occurrence of a catalog table in a plan. The regions say which part of the sky can matter:
 * the conditions they come from stay in the plan as the exact test.
 */
public final class SkyScan extends TableScan {
  private final int scanId;
  private final List<Region> regions;
  private final @Nullable RelDataType columns;

  /**
   * @param scanId unique in the plan, from 0
   * @param regions every row that matters lies in each of them
   */
  public SkyScan(RelOptCluster cluster, RelOptTable table, int scanId, List<Region> regions) {
    this(cluster, table, scanId, regions, null);
  }

  private SkyScan(
      RelOptCluster cluster,
      RelOptTable table,
      int scanId,
      List<Region> regions,
      @Nullable RelDataType columns) {
    super(cluster, cluster.traitSetOf(Convention.NONE), List.of(), table);
    this.scanId = scanId;
    this.regions = List.copyOf(regions);
    this.columns = columns;
  }

  /** The scans of a plan, those of sub-queries in expressions too. */
  public static List<SkyScan> in(RelNode plan) {
    List<SkyScan> found = new ArrayList<>();
    plan.accept(
        new PlanShuttle() {
          @Override
          protected RelNode rewrite(RelNode node) {
            if (node instanceof SkyScan scan) {
              found.add(scan);
            }
            return node;
          }
        });
    return found;
  }

  /** The number of this occurrence, from 0. */
  public int scanId() {
    return scanId;
  }

  /** Every row that matters lies in each of them; none means the whole sky. */
  public List<Region> regions() {
    return regions;
  }

  /** The name of the table's schema: a release, or a user database; empty where it has none. */
  public String schemaName() {
    List<String> names = getTable().getQualifiedName();
    return names.size() < 2 ? "" : names.get(names.size() - 2);
  }

  /** The name of the table. */
  public String tableName() {
    List<String> names = getTable().getQualifiedName();
    return names.get(names.size() - 1);
  }

  /** This scan with other regions. */
  public SkyScan restrictedTo(List<Region> newRegions) {
    return new SkyScan(getCluster(), getTable(), scanId, newRegions, columns);
  }

  /** This scan with other types of its columns: those in which the files hold them. */
  public SkyScan stored(RelDataType types) {
    return new SkyScan(getCluster(), getTable(), scanId, regions, types);
  }

  @Override
  public RelDataType deriveRowType() {
    return columns == null ? super.deriveRowType() : columns;
  }

  @Override
  public RelNode copy(RelTraitSet traitSet, List<RelNode> inputs) {
    return this;
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer)
        .item("scan", scanId)
        .itemIf("regions", regions.stream().map(Stcs::format).toList(), !regions.isEmpty());
  }
}
