package org.almagest.api.job;

import java.util.Map;
import org.almagest.api.identity.User;
import org.jspecify.annotations.Nullable;

/** A job that is asked for. */
public record NewJob(User owner, @Nullable String runId, Map<String, String> parameters) {

  /** Copies the parameters. */
  public NewJob {
    parameters = Map.copyOf(parameters);
  }
}
