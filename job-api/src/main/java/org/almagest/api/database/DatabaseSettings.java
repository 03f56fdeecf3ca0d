package org.almagest.api.database;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The database of the service: {@code almagest.database.*}.
 *
 * @param url JDBC URL of a PostgreSQL 17 or newer; null for the embedded server
 * @param user the role to connect as; for an external server only
 * @param password its password; for an external server only
 * @param connections the largest number of connections of this process
 * @param startTimeout how long the embedded server may take to start
 */
@ConfigurationProperties("almagest.database")
public record DatabaseSettings(
    @Nullable String url,
    @Nullable String user,
    @Nullable String password,
    @DefaultValue("16") int connections,
    @DefaultValue("60s") Duration startTimeout) {

  /** Checks the URL and the ranges. */
  public DatabaseSettings {
    if (url != null && !url.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException(
          "almagest.database.url must start with jdbc:postgresql:, not [" + url + "]");
    }
    if (connections < 4) {
      throw new IllegalArgumentException(
          "almagest.database.connections must be at least 4, not [" + connections + "]");
    }
  }

  /** The embedded server. */
  public static DatabaseSettings embedded() {
    return new DatabaseSettings(null, null, null, 16, Duration.ofSeconds(60));
  }
}
