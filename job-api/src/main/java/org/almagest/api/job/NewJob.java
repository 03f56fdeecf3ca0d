package org.almagest.api.job;

import java.util.Map;
import org.almagest.api.identity.Caller;
import org.jspecify.annotations.Nullable;

/**
 * A job that is asked for.
 *
 * @param baseUrl by which its caller reached the service, for the links of its result; null for a
 *     result without links
 */
public record NewJob(
    Caller caller,
    @Nullable String runId,
    Map<String, String> parameters,
    @Nullable String baseUrl) {

  /** Copies the parameters. */
  public NewJob {
    parameters = Map.copyOf(parameters);
  }

  /** A job whose result has no links. */
  public NewJob(Caller caller, @Nullable String runId, Map<String, String> parameters) {
    this(caller, runId, parameters, null);
  }
}
