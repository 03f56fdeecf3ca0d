package org.almagest.api.jobjson;

import jakarta.servlet.http.HttpServletRequest;
import org.almagest.api.identity.Action;
import org.almagest.api.identity.UserResolver;
import org.almagest.api.job.JobAccess;
import org.almagest.api.job.JobStore;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** What happens to a job, as it happens: server-sent events (WHATWG HTML, section 9.2). */
@RestController
final class JobEventController implements DisposableBean {
  private final JobAccess jobs;
  private final UserResolver users;
  private final EventStreams streams;

  JobEventController(JobAccess jobs, JobStore store, UserResolver users) {
    this.jobs = jobs;
    this.users = users;
    this.streams = new EventStreams(store);
  }

  @GetMapping(path = "/api/jobs/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  SseEmitter events(@PathVariable("id") String id, HttpServletRequest request) {
    return streams.open(jobs.get(id, users.principalOf(request), Action.READ));
  }

  @Override
  public void destroy() {
    streams.close();
  }
}
