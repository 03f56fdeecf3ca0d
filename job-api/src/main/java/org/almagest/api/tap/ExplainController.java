package org.almagest.api.tap;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.almagest.api.identity.Principal;
import org.almagest.api.identity.UserResolver;
import org.almagest.api.query.PlanningPlaces;
import org.almagest.api.query.QueryExplanation;
import org.almagest.api.web.RequestParameters;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** How a query would be run, without running it. */
@RestController
final class ExplainController {
  private final QueryExplanation explanation;
  private final PlanningPlaces places;
  private final UserResolver users;

  ExplainController(QueryExplanation explanation, PlanningPlaces places, UserResolver users) {
    this.explanation = explanation;
    this.places = places;
    this.users = users;
  }

  @RequestMapping(
      path = "/api/explain",
      method = {RequestMethod.GET, RequestMethod.POST},
      produces = MediaType.TEXT_PLAIN_VALUE + ";charset=UTF-8")
  String explain(HttpServletRequest request) {
    Map<String, String> parameters = RequestParameters.of(request).ofJob();
    Principal caller = users.principalOf(request);
    return places.plan(caller, () -> explanation.of(caller, parameters));
  }
}
