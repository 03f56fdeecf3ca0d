package org.almagest.api.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** What a server says when somebody wants to connect. */
enum PostgresAnswer {
  /** It takes connections and statements. */
  READY,
  /** It starts, recovers or stops: {@code cannot_connect_now}. */
  NOT_YET,
  /** No answer, or none in time. */
  NONE;

  private static final Logger LOG = LogManager.getLogger(PostgresAnswer.class);
  private static final String CANNOT_CONNECT_NOW = "57P03";

  static PostgresAnswer of(PostgresServer.Address address) {
    Properties properties = new Properties();
    properties.setProperty("user", address.user());
    properties.setProperty("password", address.password());
    properties.setProperty("connectTimeout", "3");
    properties.setProperty("socketTimeout", "3");
    properties.setProperty("loginTimeout", "5");
    try (Connection connection = DriverManager.getConnection(address.url(), properties)) {
      return connection.isValid(3) ? READY : NONE;
    } catch (SQLException refused) {
      LOG.debug("PostgreSQL at {} is not ready", address.url(), refused);
      return CANNOT_CONNECT_NOW.equals(refused.getSQLState()) ? NOT_YET : NONE;
    }
  }
}
