package org.almagest.api.tap;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.OptionalLong;
import org.almagest.backend.Execution;
import org.almagest.backend.RowStream;
import org.almagest.catalog.AdqlName;
import org.almagest.catalog.Catalog;
import org.almagest.catalog.CatalogSchema;
import org.almagest.catalog.CatalogTable;
import org.almagest.catalog.SkyColumns;
import org.almagest.engine.QueryEngine;
import org.almagest.engine.QueryRequest;
import org.almagest.engine.RecentlyUsed;
import org.almagest.engine.RoutePreference;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Where a table has rows: the position of one of them, looked up once for each version. */
final class SamplePositions {
  private static final Logger LOG = LogManager.getLogger(SamplePositions.class);
  private static final int KEPT = 256;
  private static final int DECIMALS = 4;

  private final QueryEngine engine;
  private final RecentlyUsed<CatalogTable, String> known = new RecentlyUsed<>(KEPT);

  SamplePositions(QueryEngine engine) {
    this.engine = engine;
  }

  /** Right ascension and declination [deg], as a query writes them. */
  String of(CatalogTable table) {
    return known.get(table, this::lookUp);
  }

  /** Any row will do, so DuckDB stops after the first one, however large the table. */
  private String lookUp(CatalogTable table) {
    SkyColumns sky = table.sky().orElseThrow();
    String ra = AdqlName.written(sky.ra());
    String dec = AdqlName.written(sky.dec());
    String adql =
        "SELECT TOP 1 "
            + ra
            + ", "
            + dec
            + " FROM "
            + table.writtenName()
            + " WHERE "
            + ra
            + " IS NOT NULL AND "
            + dec
            + " IS NOT NULL";
    Catalog alone = new Catalog(List.of(new CatalogSchema(table.schema(), null, List.of(table))));
    try (Execution execution =
            engine
                .plan(new QueryRequest(adql, RoutePreference.DUCKDB, OptionalLong.of(1)), alone)
                .execution();
        RowStream rows = execution.rows()) {
      if (rows.advance()
          && rows.value(0) instanceof Number raDeg
          && rows.value(1) instanceof Number decDeg) {
        return text(raDeg) + ", " + text(decDeg);
      }
    } catch (RuntimeException failure) {
      // An example that finds nothing is better than no page of examples.
      LOG.info("No position is known for examples on {}", table.qualifiedName(), failure);
    }
    return "0, 0";
  }

  private static String text(Number deg) {
    return BigDecimal.valueOf(deg.doubleValue())
        .setScale(DECIMALS, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }
}
