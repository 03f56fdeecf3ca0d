package org.almagest.sql;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.almagest.plan.EngineOperators;
import org.almagest.plan.SpatialOperators;
import org.almagest.plan.TextOperators;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlOperator;
import org.jspecify.annotations.Nullable;

/** The spellings of an engine that has been taught our functions, under the same names in each. */
public final class EngineSpellings {

  /** The pattern of a text that is a whole number, for engines with regular expressions. */
  public static final String WHOLE_NUMBER = "^ *[+-]?[0-9]+ *$";

  /** The pattern of a text that is a number; no character of it fits in two places. */
  public static final String NUMBER = "^ *[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]+)? *$";

  /** The pattern of a text that is a time, as {@link TextOperators#TIME} takes it. */
  public static final String TIME =
      "^ *[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,6})?)?)? *$";

  private EngineSpellings() {}

  /** The spelling of an operator, one of an installation's own functions too; null: it has none. */
  public static @Nullable Spelling of(SqlOperator operator, Map<SqlOperator, Spelling> spellings) {
    return EngineOperators.isAdded(operator)
        ? Spelling.function(operator.getName().toLowerCase(Locale.ROOT))
        : spellings.get(operator);
  }

  /** The spelling of each primitive that is such a function. */
  public static Map<SqlOperator, Spelling> all() {
    Map<SqlOperator, Spelling> spellings = new HashMap<>();
    for (SqlFunction function : EngineOperators.all()) {
      spellings.put(function, Spelling.function(function.getName().toLowerCase(Locale.ROOT)));
    }
    spellings.put(SpatialOperators.POINT_IN_CIRCLE, Spelling.function("sky_in_circle"));
    spellings.put(SpatialOperators.ANGULAR_DISTANCE, Spelling.function("sky_distance"));
    spellings.put(SpatialOperators.HEALPIX_CELL, Spelling.function("healpix_cell"));
    spellings.put(SpatialOperators.HEALPIX_NEIGHBOR, Spelling.function("healpix_neighbor"));
    return spellings;
  }
}
