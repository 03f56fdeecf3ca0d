package org.almagest.engine.schema;

import java.util.List;
import java.util.Optional;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.CatalogTable;
import org.almagest.plan.SkyTable;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.Statistic;
import org.apache.calcite.schema.Statistics;
import org.apache.calcite.schema.impl.AbstractTable;
import org.jspecify.annotations.Nullable;

/** A catalog table as Calcite sees it; answers {@code unwrap} for both of its faces. */
class TableAdapter extends AbstractTable implements SkyTable {

  private final CatalogTable table;

  TableAdapter(CatalogTable table) {
    this.table = table;
  }

  @Override
  public RelDataType getRowType(RelDataTypeFactory typeFactory) {
    RelDataTypeFactory.Builder row = typeFactory.builder();
    for (CatalogColumn column : table.columns()) {
      row.add(column.name(), CalciteTypes.toCalcite(column, typeFactory));
    }
    return row.build();
  }

  @Override
  public Statistic getStatistic() {
    return Statistics.of((double) table.rows(), List.of());
  }

  @Override
  public Optional<SkyColumns> skyColumns() {
    return table.sky().map(sky -> new SkyColumns(indexOf(sky.ra()), indexOf(sky.dec())));
  }

  @Override
  public Optional<String> unit(int column) {
    return Optional.ofNullable(table.columns().get(column).unit());
  }

  @Override
  public <C> @Nullable C unwrap(Class<C> aClass) {
    if (aClass.isInstance(table)) {
      return aClass.cast(table);
    }
    return super.unwrap(aClass);
  }

  private int indexOf(String column) {
    for (int i = 0; i < table.columns().size(); i++) {
      if (table.columns().get(i).name().equals(column)) {
        return i;
      }
    }
    throw new IllegalStateException(
        "Table [" + table.qualifiedName() + "] has no column [" + column + "]");
  }
}
