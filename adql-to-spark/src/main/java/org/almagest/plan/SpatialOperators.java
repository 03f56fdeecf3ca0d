package org.almagest.plan;

import java.util.List;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;

/**
 * The primitives that ADQL's geometry is lowered to. Every argument has exactly the type given
 * here: DOUBLE for angles [deg], INTEGER for orders and neighbours. A primitive with a NULL or NaN
 * argument is NULL or false, never an error.
 */
public final class SpatialOperators {

  /** {@code (lon, lat, lon0, lat0, radius)}: BOOLEAN, true on the circle's edge too. */
  public static final SqlFunction POINT_IN_CIRCLE =
      SqlBasicFunction.create(
          "POINT_IN_CIRCLE", ReturnTypes.BOOLEAN_NULLABLE, OperandTypes.VARIADIC);

  /** {@code (lon1, lat1, lon2, lat2)}: great-circle distance, DOUBLE [deg]. */
  public static final SqlFunction ANGULAR_DISTANCE =
      SqlBasicFunction.create(
          "ANGULAR_DISTANCE", ReturnTypes.DOUBLE_NULLABLE, OperandTypes.VARIADIC);

  /** {@code (order, lon, lat)}: the nested HEALPix cell of a position, BIGINT. */
  public static final SqlFunction HEALPIX_CELL =
      SqlBasicFunction.create("HEALPIX_CELL", ReturnTypes.BIGINT_NULLABLE, OperandTypes.VARIADIC);

  /**
   * {@code (order, lon, lat, k)}: for k = 0 the cell of a position, for 1 to 8 its neighbours,
   * BIGINT; NULL where there is no such neighbour.
   */
  public static final SqlFunction HEALPIX_NEIGHBOR =
      SqlBasicFunction.create(
          "HEALPIX_NEIGHBOR", ReturnTypes.BIGINT_FORCE_NULLABLE, OperandTypes.VARIADIC);

  private SpatialOperators() {}

  /** All of them. */
  public static List<SqlFunction> all() {
    return List.of(POINT_IN_CIRCLE, ANGULAR_DISTANCE, HEALPIX_CELL, HEALPIX_NEIGHBOR);
  }
}
