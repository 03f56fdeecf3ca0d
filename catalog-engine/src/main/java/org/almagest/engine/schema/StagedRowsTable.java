package org.almagest.engine.schema;

import java.util.List;
import org.almagest.catalog.CatalogTable;
import org.almagest.plan.SkyScan;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.prepare.RelOptTableImpl;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;

/** The table of rows that are written for the rest of a query: its columns have the types there. */
public final class StagedRowsTable extends TableAdapter {

  private final RelDataType types;

  private StagedRowsTable(CatalogTable table, RelDataType types) {
    super(table);
    this.types = types;
  }

  /**
   * A scan of such a table.
   *
   * @param types of its columns
   */
  public static SkyScan scan(
      RelOptCluster cluster, CatalogTable table, RelDataType types, int scanId) {
    StagedRowsTable adapter = new StagedRowsTable(table, types);
    return new SkyScan(
        cluster,
        RelOptTableImpl.create(
            null,
            types,
            List.of(table.schema(), table.name()),
            adapter,
            type -> Expressions.constant(scanId)),
        scanId,
        List.of());
  }

  @Override
  public RelDataType getRowType(RelDataTypeFactory typeFactory) {
    return types;
  }
}
