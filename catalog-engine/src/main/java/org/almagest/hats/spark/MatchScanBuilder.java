package org.almagest.hats.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.almagest.hats.column.RowFilter;
import org.almagest.hats.match.MatchJob;
import org.almagest.hats.match.MatchJob.Kept;
import org.almagest.sky.match.MatchRule;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.SupportsPushDownFilters;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.types.StructType;

/**
 * Takes what Spark pushes down. A filter of left columns can go before the match always; one of
 * right columns only where all pairs come out and nothing else, since it could change which partner
 * is the nearest, or make a left row one without a partner.
 */
final class MatchScanBuilder implements SupportsPushDownFilters, SupportsPushDownRequiredColumns {

  private final MatchOptions match;
  private List<MatchColumn> columns;
  private final List<RowFilter> left = new ArrayList<>();
  private final List<RowFilter> right = new ArrayList<>();
  private final List<Filter> pushed = new ArrayList<>();

  MatchScanBuilder(MatchOptions match) {
    this.match = match;
    this.columns = match.columns();
  }

  @Override
  public Filter[] pushFilters(Filter[] filters) {
    for (Filter filter : filters) {
      for (RowFilter row : PushedFilters.of(filter)) {
        if (push(row) && !pushed.contains(filter)) {
          pushed.add(filter);
        }
      }
    }
    return filters;
  }

  private boolean push(RowFilter filter) {
    Optional<MatchColumn> column =
        match.columns().stream().filter(c -> c.name().equals(filter.column())).findFirst();
    if (column.isEmpty() || column.get().times() != 1) {
      return false;
    }
    RowFilter stored = new RowFilter(column.get().path(), filter.least(), filter.most());
    MatchJob job = match.job();
    return switch (column.get().side()) {
      case LEFT -> left.add(stored);
      case RIGHT ->
          job.kept() == Kept.MATCHED && job.neighbors() == MatchRule.ALL && right.add(stored);
      case SEPARATION -> false;
    };
  }

  @Override
  public Filter[] pushedFilters() {
    return pushed.toArray(Filter[]::new);
  }

  @Override
  public void pruneColumns(StructType required) {
    List<String> names = Arrays.asList(required.fieldNames());
    columns =
        names.stream()
            .map(
                name ->
                    match.columns().stream()
                        .filter(column -> column.name().equals(name))
                        .findFirst()
                        .orElseThrow())
            .toList();
  }

  @Override
  public Scan build() {
    MatchJob job = match.job();
    List<RowFilter> onLeft = new ArrayList<>(job.left().filters());
    onLeft.addAll(left);
    List<RowFilter> onRight = new ArrayList<>(job.right().filters());
    onRight.addAll(right);
    return new MatchScan(
        match,
        new MatchJob(
            job.left().where(onLeft),
            job.right().where(onRight),
            job.radiusDeg(),
            job.minRadiusDeg(),
            job.bound(),
            job.neighbors(),
            job.kept()),
        columns);
  }
}
