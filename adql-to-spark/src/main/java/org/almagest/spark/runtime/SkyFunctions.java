package org.almagest.spark.runtime;

import java.util.List;
import org.almagest.function.EngineFunction;
import org.almagest.function.EngineFunctions;
import org.almagest.sky.Separation;
import org.almagest.sky.healpix.Healpix;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.api.java.UDF4;
import org.apache.spark.sql.api.java.UDF5;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/**
 * The spatial primitives of {@code org.almagest.plan.SpatialOperators} as Spark functions: {@code
 * sky_in_circle}, {@code sky_distance}, {@code healpix_cell}, {@code healpix_neighbor}, those of
 * {@link EngineFunctions}, and {@code almagest_still_wanted}. Angles are in degrees; a null or a
 * NaN among the arguments gives null.
 */
public final class SkyFunctions {

  private SkyFunctions() {}

  /** Makes the functions known to one session. */
  public static void register(SparkSession session) {
    session
        .udf()
        .register(
            "sky_in_circle",
            (UDF5<Double, Double, Double, Double, Double, Boolean>) SkyFunctions::inCircle,
            DataTypes.BooleanType);
    session
        .udf()
        .register(
            "sky_distance",
            (UDF4<Double, Double, Double, Double, Double>) SkyFunctions::distance,
            DataTypes.DoubleType);
    session
        .udf()
        .register(
            "healpix_cell",
            (UDF3<Integer, Double, Double, Long>) SkyFunctions::cell,
            DataTypes.LongType);
    session
        .udf()
        .register(
            "healpix_neighbor",
            (UDF4<Integer, Double, Double, Integer, Long>) SkyFunctions::neighbor,
            DataTypes.LongType);
    StillWanted.register(session);
    register(session, EngineFunctions.all());
  }

  /** Makes functions that an installation adds known to one session. */
  public static void register(SparkSession session, List<EngineFunction> functions) {
    functions.forEach(function -> SparkFunction.register(session, function));
  }

  private static @Nullable Boolean inCircle(
      @Nullable Double lon,
      @Nullable Double lat,
      @Nullable Double lon0,
      @Nullable Double lat0,
      @Nullable Double radius) {
    Double distance = distance(lon, lat, lon0, lat0);
    return (distance == null || radius == null) ? null : distance <= radius;
  }

  private static @Nullable Double distance(
      @Nullable Double lon1, @Nullable Double lat1, @Nullable Double lon2, @Nullable Double lat2) {
    if (lon1 == null || lat1 == null || lon2 == null || lat2 == null) {
      return null;
    }
    double degrees = Separation.degrees(lon1, lat1, lon2, lat2);
    return Double.isNaN(degrees) ? null : degrees;
  }

  private static @Nullable Long cell(
      @Nullable Integer order, @Nullable Double lon, @Nullable Double lat) {
    if (order == null || lon == null || lat == null || !isPosition(lon, lat)) {
      return null;
    }
    return Healpix.cell(order, lon, lat);
  }

  private static @Nullable Long neighbor(
      @Nullable Integer order, @Nullable Double lon, @Nullable Double lat, @Nullable Integer k) {
    Long cell = cell(order, lon, lat);
    if (cell == null || order == null || k == null) {
      return null;
    }
    long neighbor = Healpix.neighbor(order, cell, k);
    return neighbor < 0 ? null : neighbor;
  }

  private static boolean isPosition(double lon, double lat) {
    return Double.isFinite(lon) && lat >= -90 && lat <= 90;
  }
}
