package org.almagest.api.match;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.almagest.api.identity.Principal;
import org.almagest.api.identity.UserResolver;
import org.almagest.api.identity.VisibleCatalog;
import org.almagest.api.job.Job;
import org.almagest.api.job.JobAccess;
import org.almagest.api.job.NewJob;
import org.almagest.api.query.QueryType;
import org.almagest.api.web.BaseUrl;
import org.almagest.api.web.RequestParameters;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Starts matches: the answer leads to the job, which is one of TAP's. */
@RestController
final class MatchController {
  private final JobAccess jobs;
  private final VisibleCatalog catalog;
  private final UserResolver users;
  private final BaseUrl baseUrl;

  MatchController(JobAccess jobs, VisibleCatalog catalog, UserResolver users, BaseUrl baseUrl) {
    this.jobs = jobs;
    this.catalog = catalog;
    this.users = users;
    this.baseUrl = baseUrl;
  }

  @PostMapping("/api/match")
  void match(HttpServletRequest request, HttpServletResponse response) {
    Principal caller = users.principalOf(request);
    RequestParameters parameters = RequestParameters.of(request);
    MatchForm form = new MatchForm(parameters.ofJob(), catalog.of(caller));
    Job job =
        jobs.create(
            new NewJob(
                QueryType.NAME,
                caller,
                parameters.runId().orElse(null),
                form.ofJob(),
                baseUrl.of(request)));
    jobs.start(job);
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    response.setHeader("Location", baseUrl.of(request) + "/tap/async/" + job.id());
  }
}
