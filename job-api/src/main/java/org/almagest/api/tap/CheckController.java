package org.almagest.api.tap;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.almagest.api.identity.Principal;
import org.almagest.api.identity.UserResolver;
import org.almagest.api.query.PlanningPlaces;
import org.almagest.api.query.QueryCheck;
import org.almagest.api.web.RequestParameters;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** Whether a query would be run, and what is wrong with it, as JSON. */
@RestController
final class CheckController {
  private final QueryCheck queries;
  private final PlanningPlaces places;
  private final UserResolver users;

  CheckController(QueryCheck queries, PlanningPlaces places, UserResolver users) {
    this.queries = queries;
    this.places = places;
    this.users = users;
  }

  @RequestMapping(
      path = "/api/check",
      method = {RequestMethod.GET, RequestMethod.POST},
      produces = MediaType.APPLICATION_JSON_VALUE)
  QueryCheck.Verdict check(HttpServletRequest request) {
    Principal caller = users.principalOf(request);
    Map<String, String> parameters = RequestParameters.of(request).ofJob();
    return places.plan(caller, () -> queries.of(caller, parameters));
  }
}
