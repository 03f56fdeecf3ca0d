package org.almagest.api.tap;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import org.almagest.api.error.ServiceException;
import org.almagest.api.error.ServiceException.Code;
import org.almagest.api.identity.Action;
import org.almagest.api.identity.Principal;
import org.almagest.api.identity.UserResolver;
import org.almagest.api.job.Job;
import org.almagest.api.job.JobAccess;
import org.almagest.api.query.QueryType;
import org.almagest.api.web.RequestParameters;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Several jobs deleted by one request, as clients of ESA's TAP+ do. */
@RestController
final class DeletionController {
  private final JobAccess jobs;
  private final UserResolver users;

  DeletionController(JobAccess jobs, UserResolver users) {
    this.jobs = jobs;
    this.users = users;
  }

  /** All of them, or none if one is not there or someone else's. */
  @PostMapping("/tap/deletejobs")
  ResponseEntity<Void> delete(HttpServletRequest request) {
    String ids =
        RequestParameters.of(request)
            .one("JOB_IDS")
            .orElseThrow(
                () ->
                    new ServiceException(
                        Code.BAD_PARAMETER, "There is no JOB_IDS: write JOB_IDS=id,id,..."));
    Principal caller = users.principalOf(request);
    List<Job> doomed =
        Arrays.stream(ids.split(","))
            .map(id -> jobs.get(id.strip(), QueryType.NAME, caller, Action.DELETE))
            .toList();
    doomed.forEach(jobs::remove);
    return ResponseEntity.ok().build();
  }
}
