package org.almagest.engine;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.almagest.backend.MatchTables;
import org.almagest.backend.ResultColumn;
import org.almagest.backend.ScanFiles;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.CatalogTable;
import org.almagest.catalog.FilePlacement;
import org.almagest.catalog.FilePlacement.Layout;
import org.almagest.catalog.SkyColumns;
import org.almagest.engine.schema.CalciteTypes;
import org.almagest.engine.schema.StagedRowsTable;
import org.almagest.hats.HatsCatalog;
import org.almagest.plan.SkyScan;
import org.almagest.plan.StoredMatch;
import org.almagest.plan.rewrite.StagedSides;
import org.almagest.plan.rewrite.StagedSides.Form;
import org.almagest.plan.rewrite.StagedSides.Stage;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rex.RexLiteral;

/**
 * The tables that inputs of the matches of a query become.
 *
 * @param scans what is left to read for the query
 */
record StagedTables(List<ScanFiles> scans, RouterSettings lines) implements StagedSides.Choice {

  private static final String SCHEMA = "written";
  private static final int BYTES_OF_VALUE = 8;

  @Override
  public long rows(RelNode input) {
    return SkyScan.in(input).stream()
        .mapToLong(scan -> ScanFiles.of(scans, scan.scanId()).rows())
        .sum();
  }

  @Override
  public boolean isWorthwhile(long rows) {
    return rows > lines.matchRows();
  }

  @Override
  public SkyScan scan(Stage stage) {
    RelNode rows = stage.rows();
    return StagedRowsTable.scan(
        rows.getCluster(), expected(stage, Layout.HATS).table(), rows.getRowType(), stage.scanId());
  }

  @Override
  public boolean canRead(StoredMatch match, List<Stage> written) {
    List<ScanFiles> all = new ArrayList<>(scans);
    for (Stage stage : written) {
      all.add(expected(stage, stage.form() == Form.BY_SIZE ? Layout.PARQUET : Layout.HATS));
    }
    return new MatchTables(all, lines.listRows()).canRead(match);
  }

  /** What will probably be read of an input once it is written. */
  ScanFiles expected(Stage stage) {
    boolean few = stage.form() == Form.BY_SIZE && atMost(stage.rows()) <= lines.listRows();
    return expected(stage, few ? Layout.PARQUET : Layout.HATS);
  }

  private ScanFiles expected(Stage stage, Layout layout) {
    long most = atMost(stage.rows());
    long rows = layout == Layout.PARQUET ? Math.min(most, lines.listRows()) : most;
    Path folder = Path.of("/rows-of-scan-" + stage.scanId());
    CatalogTable table = table(stage, new FilePlacement(layout, folder), rows);
    return new ScanFiles(
        stage.scanId(),
        table,
        List.of(folder.toString()),
        List.of(),
        Set.of(),
        HatsCatalog.HEALPIX_COLUMN,
        List.of(),
        1,
        rows,
        table.bytes(),
        null);
  }

  /** The table of an input that is written. */
  static CatalogTable table(Stage stage, FilePlacement placement, long rows) {
    List<CatalogColumn> columns = columns(stage);
    return new CatalogTable(
        SCHEMA,
        "scan_" + stage.scanId(),
        null,
        columns,
        new SkyColumns(columns.get(stage.lon()).name(), columns.get(stage.lat()).name()),
        placement,
        rows,
        rows * columns.size() * BYTES_OF_VALUE);
  }

  private static List<CatalogColumn> columns(Stage stage) {
    return stage.rows().getRowType().getFieldList().stream()
        .map(field -> CatalogColumn.of(field.getName(), CalciteTypes.toCatalog(field.getType())))
        .toList();
  }

  /** The columns of an input, as those of a result. */
  static List<ResultColumn> results(Stage stage) {
    return columns(stage).stream().map(column -> new ResultColumn(column.name(), column)).toList();
  }

  /** How many rows come out of a plan: no more, but for joins that multiply them. */
  private long atMost(RelNode plan) {
    if (plan instanceof SkyScan scan) {
      return ScanFiles.of(scans, scan.scanId()).rows();
    }
    if (plan instanceof Aggregate aggregate && aggregate.getGroupSet().isEmpty()) {
      return 1;
    }
    long inputs = plan.getInputs().stream().mapToLong(this::atMost).sum();
    BigDecimal fetch =
        plan instanceof Sort sort && sort.fetch instanceof RexLiteral literal
            ? literal.getValueAs(BigDecimal.class)
            : null;
    return fetch == null ? inputs : Math.min(inputs, fetch.longValue());
  }
}
