package org.almagest.backend.duckdb;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.almagest.function.EngineFunction;
import org.duckdb.DuckDBConnection;

/** An empty DuckDB that knows our functions. */
public final class SkyDuckDb {

  private SkyDuckDb() {}

  /** Opens it. */
  public static Connection open() throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:duckdb:");
    DuckDbSkyFunctions.register(connection.unwrap(DuckDBConnection.class));
    return connection;
  }

  /** Makes functions known that an installation adds. */
  public static void teach(Connection connection, List<EngineFunction> functions)
      throws SQLException {
    DuckDbSkyFunctions.register(connection.unwrap(DuckDBConnection.class), functions);
  }
}
