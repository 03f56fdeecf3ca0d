package org.almagest.api.query;

import java.util.Map;
import java.util.Optional;
import org.almagest.api.job.Job;
import org.almagest.engine.Route;
import tools.jackson.databind.json.JsonMapper;

/** The back end of a query and why, as the note {@code route} of its job. */
public final class Routes {
  private static final String ROUTE = "route";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Routes() {}

  static Map<String, Object> note(Route route) {
    return Map.of(ROUTE, route);
  }

  /** The route of a job's query; empty until it is planned. */
  public static Optional<Route> of(Job job) {
    return Optional.ofNullable(job.notes().get(ROUTE))
        .map(note -> JSON.convertValue(note, Route.class));
  }
}
