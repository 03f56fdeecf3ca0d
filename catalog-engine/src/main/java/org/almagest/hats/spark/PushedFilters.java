package org.almagest.hats.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.almagest.hats.column.RowFilter;
import org.apache.spark.sql.sources.And;
import org.apache.spark.sql.sources.EqualTo;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.sources.GreaterThan;
import org.apache.spark.sql.sources.GreaterThanOrEqual;
import org.apache.spark.sql.sources.In;
import org.apache.spark.sql.sources.LessThan;
import org.apache.spark.sql.sources.LessThanOrEqual;

/** Spark's filters as ours, where there is such; Spark tests all of them again. */
final class PushedFilters {

  private PushedFilters() {}

  static List<RowFilter> of(Filter filter) {
    List<RowFilter> filters = new ArrayList<>();
    if (filter instanceof And and) {
      filters.addAll(of(and.left()));
      filters.addAll(of(and.right()));
    } else if (filter instanceof EqualTo equal) {
      number(equal.value())
          .ifPresent(value -> filters.add(new RowFilter(equal.attribute(), value, value)));
    } else if (filter instanceof LessThan less) {
      number(less.value())
          .ifPresent(value -> filters.add(RowFilter.atMost(less.attribute(), value)));
    } else if (filter instanceof LessThanOrEqual less) {
      number(less.value())
          .ifPresent(value -> filters.add(RowFilter.atMost(less.attribute(), value)));
    } else if (filter instanceof GreaterThan greater) {
      number(greater.value())
          .ifPresent(value -> filters.add(RowFilter.atLeast(greater.attribute(), value)));
    } else if (filter instanceof GreaterThanOrEqual greater) {
      number(greater.value())
          .ifPresent(value -> filters.add(RowFilter.atLeast(greater.attribute(), value)));
    } else if (filter instanceof In in) {
      among(in).ifPresent(filters::add);
    }
    return filters;
  }

  private static Optional<RowFilter> among(In in) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (Object value : in.values()) {
      if (value == null) {
        continue;
      }
      Optional<Double> number = number(value);
      if (number.isEmpty()) {
        return Optional.empty();
      }
      least = Math.min(least, number.get());
      most = Math.max(most, number.get());
    }
    return least <= most
        ? Optional.of(new RowFilter(in.attribute(), least, most))
        : Optional.empty();
  }

  private static Optional<Double> number(Object value) {
    return value instanceof Number number
            && !(value instanceof java.math.BigDecimal)
            && !Double.isNaN(number.doubleValue())
        ? Optional.of(number.doubleValue())
        : Optional.empty();
  }
}
