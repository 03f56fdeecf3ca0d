package org.almagest.api.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.util.Optional;
import javax.sql.DataSource;
import org.almagest.api.database.DatabaseException.Code;
import org.almagest.catalog.DataDirectory;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * The PostgreSQL of an installation, migrated to what this program needs: the embedded server of
 * the data directory, or any server by configuration. Needs no Spring. One process opens it once
 * for a data directory.
 */
public final class Database implements AutoCloseable {
  private final HikariDataSource pool;
  private final Optional<EmbeddedServer> server;

  private Database(HikariDataSource pool, Optional<EmbeddedServer> server) {
    this.pool = pool;
    this.server = server;
  }

  /**
   * Connects, starting the embedded server where it is wanted and does not run yet, and brings the
   * tables up to date.
   *
   * @throws DatabaseException if the server does not start or does not answer
   */
  public static Database open(DataDirectory directory, DatabaseSettings settings) {
    Optional<EmbeddedServer> server =
        settings.url() == null
            ? Optional.of(EmbeddedServer.join(directory, settings.startTimeout()))
            : Optional.empty();
    HikariDataSource pool = null;
    try {
      pool = new HikariDataSource(poolOf(settings, server));
      Flyway.configure().dataSource(pool).locations("classpath:db/migration").load().migrate();
      return new Database(pool, server);
    } catch (PoolInitializationException | FlywayException failure) {
      if (pool != null) {
        pool.close();
      }
      server.ifPresent(EmbeddedServer::close);
      throw new DatabaseException(
          Code.UNREACHABLE,
          "The database at ["
              + server.map(EmbeddedServer::url).orElse(String.valueOf(settings.url()))
              + "] cannot be used: "
              + failure.getMessage(),
          failure);
    }
  }

  private static HikariConfig poolOf(DatabaseSettings settings, Optional<EmbeddedServer> server) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("database");
    config.setJdbcUrl(server.map(EmbeddedServer::url).orElse(settings.url()));
    config.setUsername(server.map(EmbeddedServer::user).orElse(settings.user()));
    config.setPassword(server.map(EmbeddedServer::password).orElse(settings.password()));
    config.setMaximumPoolSize(settings.connections());
    config.setMinimumIdle(2);
    config.setConnectionTimeout(15_000);
    config.setThreadFactory(Database::thread);
    config.addDataSourceProperty("ApplicationName", "almagest");
    // A statement that waits for ever on a dead server would keep a job from ending.
    config.addDataSourceProperty("socketTimeout", "120");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    return config;
  }

  /** Started at a request, a thread would else bear the class loader of the web server. */
  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "database-pool");
    thread.setDaemon(true);
    thread.setContextClassLoader(Database.class.getClassLoader());
    return thread;
  }

  /** Pooled connections. */
  public DataSource dataSource() {
    return pool;
  }

  /** Closes the connections; the last user of an embedded server stops it. */
  @Override
  public void close() {
    pool.close();
    server.ifPresent(EmbeddedServer::close);
  }
}
