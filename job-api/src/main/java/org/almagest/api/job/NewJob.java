package org.almagest.api.job;

import java.util.Map;
import org.almagest.api.identity.Caller;
import org.jspecify.annotations.Nullable;

/** A job that is asked for. */
public record NewJob(Caller caller, @Nullable String runId, Map<String, String> parameters) {

  /** Copies the parameters. */
  public NewJob {
    parameters = Map.copyOf(parameters);
  }
}
