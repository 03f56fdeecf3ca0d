package org.almagest.plan;

import java.util.List;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;

/**
 * The primitives that ADQL's geometry is lowered to. Every argument has exactly the type given
 * here: DOUBLE for angles [deg], INTEGER for orders and neighbours, VARCHAR for regions, which are
 * texts as {@link org.almagest.function.RegionText} reads them. A primitive with a NULL or NaN
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

  /** {@code (lon, lat, region)}: BOOLEAN, true on the region's edge too. */
  public static final SqlFunction POINT_IN_REGION = EngineOperators.named("sky_in_region");

  /** {@code (inner, outer)}: BOOLEAN, whether a region lies wholly in another. */
  public static final SqlFunction REGION_IN_REGION = EngineOperators.named("sky_contains");

  /** {@code (one, other)}: BOOLEAN, whether two regions have a position in common. */
  public static final SqlFunction REGIONS_OVERLAP = EngineOperators.named("sky_intersects");

  /** {@code (one, other)}: BOOLEAN, whether two regions have the same positions. */
  public static final SqlFunction REGIONS_EQUAL = EngineOperators.named("sky_equal");

  /** {@code (region)}: DOUBLE [deg²]. */
  public static final SqlFunction AREA = EngineOperators.named("sky_area");

  /** {@code (region)}: the text of a position. */
  public static final SqlFunction CENTROID = EngineOperators.named("sky_centroid");

  /** {@code (position)}: DOUBLE [deg]. */
  public static final SqlFunction LONGITUDE = EngineOperators.named("sky_lon");

  /** {@code (position)}: DOUBLE [deg]. */
  public static final SqlFunction LATITUDE = EngineOperators.named("sky_lat");

  /** {@code (lon, lat)}: the text of a position. */
  public static final SqlFunction POINT_TEXT = EngineOperators.named("sky_point");

  /** {@code (lon, lat, radius)}: the text of a circle. */
  public static final SqlFunction CIRCLE_TEXT = EngineOperators.named("sky_circle");

  /** {@code (lon, lat, width, height)}: the text of a box, which is a polygon. */
  public static final SqlFunction BOX_TEXT = EngineOperators.named("sky_box");

  /** {@code (text)}: a polygon from the texts of its vertices with blanks between. */
  public static final SqlFunction POLYGON_TEXT = EngineOperators.named("sky_polygon");

  /** {@code (text)}: the text of a position, from one that may be any. */
  public static final SqlFunction POINT_OF_TEXT = EngineOperators.named("sky_as_point");

  /** {@code (text)}: the text of a circle, from one that may be any. */
  public static final SqlFunction CIRCLE_OF_TEXT = EngineOperators.named("sky_as_circle");

  /** {@code (region)}: the region in ICRS of one that is in galactic coordinates. */
  public static final SqlFunction FROM_GALACTIC = EngineOperators.named("sky_from_galactic");

  /** {@code (region)}: the region in ICRS of one that is in FK4, B1950.0. */
  public static final SqlFunction FROM_FK4 = EngineOperators.named("sky_from_fk4");

  private SpatialOperators() {}

  /** Those that each engine has in a form of its own. */
  public static List<SqlFunction> all() {
    return List.of(POINT_IN_CIRCLE, ANGULAR_DISTANCE, HEALPIX_CELL, HEALPIX_NEIGHBOR);
  }
}
