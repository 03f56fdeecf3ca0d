package org.almagest.api.job;

import java.util.Map;
import org.almagest.api.identity.Principal;
import org.jspecify.annotations.Nullable;

/**
 * A job that is asked for.
 *
 * @param type the name of a {@link JobType}
 * @param baseUrl by which its caller reached the service, for the links of its results; null for
 *     results without links
 */
public record NewJob(
    String type,
    Principal caller,
    @Nullable String runId,
    Map<String, String> parameters,
    @Nullable String baseUrl) {

  /** Copies the parameters. */
  public NewJob {
    parameters = Map.copyOf(parameters);
  }
}
