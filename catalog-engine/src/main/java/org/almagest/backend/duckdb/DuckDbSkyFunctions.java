package org.almagest.backend.duckdb;

import java.sql.SQLException;
import java.util.List;
import org.almagest.function.EngineFunction;
import org.almagest.function.EngineFunctions;
import org.almagest.sky.Separation;
import org.almagest.sky.healpix.Healpix;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBReadableVector;
import org.duckdb.DuckDBScalarFunction;
import org.duckdb.DuckDBScalarFunctionBuilder;
import org.duckdb.DuckDBWritableVector;

/**
 * The spatial primitives of {@code org.almagest.plan.SpatialOperators} as DuckDB functions: {@code
 * sky_in_circle}, {@code sky_distance}, {@code healpix_cell}, {@code healpix_neighbor}, and those
 * of {@link EngineFunctions}. Angles are in degrees; a null or a NaN among the arguments gives
 * null.
 */
final class DuckDbSkyFunctions {

  private static final DuckDBColumnType D = DuckDBColumnType.DOUBLE;
  private static final DuckDBColumnType I = DuckDBColumnType.INTEGER;

  private DuckDbSkyFunctions() {}

  /** Makes the functions known to the connection's database. */
  static void register(DuckDBConnection connection) throws SQLException {
    register(
        connection,
        "sky_in_circle",
        DuckDBColumnType.BOOLEAN,
        DuckDbSkyFunctions::inCircle,
        D,
        D,
        D,
        D,
        D);
    register(connection, "sky_distance", D, DuckDbSkyFunctions::distance, D, D, D, D);
    register(
        connection, "healpix_cell", DuckDBColumnType.BIGINT, DuckDbSkyFunctions::cell, I, D, D);
    register(
        connection,
        "healpix_neighbor",
        DuckDBColumnType.BIGINT,
        DuckDbSkyFunctions::neighbor,
        I,
        D,
        D,
        I);
    register(connection, EngineFunctions.all());
  }

  /** Makes functions that an installation adds known to the connection's database. */
  static void register(DuckDBConnection connection, List<EngineFunction> functions)
      throws SQLException {
    for (EngineFunction function : functions) {
      register(
          connection,
          function.name(),
          DuckDbFunction.type(function.result()),
          new DuckDbFunction(function),
          function.parameters().stream()
              .map(DuckDbFunction::type)
              .toArray(DuckDBColumnType[]::new));
    }
  }

  private static void register(
      DuckDBConnection connection,
      String name,
      DuckDBColumnType result,
      DuckDBScalarFunction function,
      DuckDBColumnType... parameters)
      throws SQLException {
    try (DuckDBScalarFunctionBuilder builder = DuckDBFunctions.scalarFunction()) {
      builder
          .withName(name)
          .withParameters(parameters)
          .withReturnType(result)
          .withVectorizedFunction(function)
          .register(connection);
    }
  }

  private static void inCircle(DuckDBDataChunkReader in, DuckDBWritableVector out) {
    Arguments arguments = new Arguments(in);
    DuckDBReadableVector radius = in.vector(4);
    for (long row = 0; row < in.rowCount(); row++) {
      double distance = arguments.distance(row);
      if (Double.isNaN(distance) || radius.isNull(row)) {
        out.setNull(row);
      } else {
        out.setBoolean(row, distance <= radius.getDouble(row));
      }
    }
  }

  private static void distance(DuckDBDataChunkReader in, DuckDBWritableVector out) {
    Arguments arguments = new Arguments(in);
    for (long row = 0; row < in.rowCount(); row++) {
      double distance = arguments.distance(row);
      if (Double.isNaN(distance)) {
        out.setNull(row);
      } else {
        out.setDouble(row, distance);
      }
    }
  }

  private static void cell(DuckDBDataChunkReader in, DuckDBWritableVector out) {
    for (long row = 0; row < in.rowCount(); row++) {
      set(out, row, cell(in, row));
    }
  }

  private static void neighbor(DuckDBDataChunkReader in, DuckDBWritableVector out) {
    DuckDBReadableVector k = in.vector(3);
    for (long row = 0; row < in.rowCount(); row++) {
      long cell = k.isNull(row) ? -1 : cell(in, row);
      set(
          out,
          row,
          cell < 0 ? -1 : Healpix.neighbor(in.vector(0).getInt(row), cell, k.getInt(row)));
    }
  }

  private static void set(DuckDBWritableVector out, long row, long cell) {
    if (cell < 0) {
      out.setNull(row);
    } else {
      out.setLong(row, cell);
    }
  }

  /** The cell of a row; -1 where there is no position. */
  private static long cell(DuckDBDataChunkReader in, long row) {
    if (in.vector(0).isNull(row) || in.vector(1).isNull(row) || in.vector(2).isNull(row)) {
      return -1;
    }
    double lon = in.vector(1).getDouble(row);
    double lat = in.vector(2).getDouble(row);
    if (!Double.isFinite(lon) || !(lat >= -90 && lat <= 90)) {
      return -1;
    }
    return Healpix.cell(in.vector(0).getInt(row), lon, lat);
  }

  /** Two positions: the first four arguments. */
  private record Arguments(
      DuckDBReadableVector lon1,
      DuckDBReadableVector lat1,
      DuckDBReadableVector lon2,
      DuckDBReadableVector lat2) {

    Arguments(DuckDBDataChunkReader in) {
      this(in.vector(0), in.vector(1), in.vector(2), in.vector(3));
    }

    /** The separation of a row's positions [deg]; NaN where one of them is missing. */
    double distance(long row) {
      if (lon1.isNull(row) || lat1.isNull(row) || lon2.isNull(row) || lat2.isNull(row)) {
        return Double.NaN;
      }
      return Separation.degrees(
          lon1.getDouble(row), lat1.getDouble(row), lon2.getDouble(row), lat2.getDouble(row));
    }
  }
}
