package org.almagest.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.almagest.backend.Execution;
import org.almagest.backend.ResultColumn;
import org.almagest.backend.RowStream;
import org.almagest.catalog.Catalog;
import org.almagest.engine.QueryEngine;
import org.almagest.engine.QueryPlan;
import org.almagest.engine.QueryRequest;
import org.almagest.engine.RoutePreference;
import org.jspecify.annotations.Nullable;

/** Answers by one back end of a query engine. */
record EngineRunner(QueryEngine engine, Catalog catalog, RoutePreference route)
    implements QueryRunner {

  @Override
  public Answer run(String adql) {
    QueryPlan plan = engine.plan(new QueryRequest(adql, route, OptionalLong.empty()), catalog);
    try (Execution execution = plan.execution();
        RowStream stream = execution.rows()) {
      List<String> columns = stream.columns().stream().map(ResultColumn::name).toList();
      List<List<@Nullable Object>> rows = new ArrayList<>();
      while (stream.advance()) {
        List<@Nullable Object> row = new ArrayList<>(columns.size());
        for (int column = 0; column < columns.size(); column++) {
          row.add(stream.value(column));
        }
        rows.add(row);
      }
      return new Answer(columns, rows);
    }
  }

  @Override
  public String toString() {
    return route.name().toLowerCase(Locale.ROOT);
  }
}
