package org.almagest.api.query;

import java.util.Map;

/** What the engines of this process say about themselves. */
@FunctionalInterface
public interface EngineStatus {

  /** A line by the engine's name, such as {@code duckdb: 4 threads, 2 GB}. */
  Map<String, String> lines();
}
