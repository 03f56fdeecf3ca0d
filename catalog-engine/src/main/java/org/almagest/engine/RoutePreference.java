package org.almagest.engine;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.almagest.backend.BackendId;
import org.jspecify.annotations.Nullable;

/** The back end that a job asks for. */
public enum RoutePreference {
  /** Leave it to the router. */
  AUTO(null),
  /** DuckDB, or fail. */
  DUCKDB(BackendId.DUCKDB),
  /** Spark, or fail. */
  SPARK(BackendId.SPARK);

  private final @Nullable BackendId backend;

  RoutePreference(@Nullable BackendId backend) {
    this.backend = backend;
  }

  /** The one that must be taken, if any. */
  public Optional<BackendId> backend() {
    return Optional.ofNullable(backend);
  }

  /** The preference of a name such as {@code spark}, in lower case. */
  public static Optional<RoutePreference> named(String name) {
    return Arrays.stream(values())
        .filter(preference -> preference.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst();
  }
}
