package org.almagest.api.uws;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.almagest.api.error.ServiceException;
import org.almagest.api.error.ServiceException.Code;
import org.almagest.api.identity.User;
import org.almagest.api.identity.UserResolver;
import org.almagest.api.job.Job;
import org.almagest.api.job.JobStore;
import org.almagest.api.job.JobWait;
import org.almagest.api.job.NewJob;
import org.almagest.api.job.Phase;
import org.almagest.api.result.ResultStore;
import org.almagest.api.upload.Uploads;
import org.almagest.api.web.BaseUrl;
import org.almagest.api.web.RequestParameters;
import org.almagest.api.web.RequestParts;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The job list and its jobs (UWS 1.1, section 2.2). */
@RestController
@RequestMapping("/tap/async")
final class JobController {
  private final JobStore jobs;
  private final JobWait waiting;
  private final ResultStore results;
  private final Uploads uploads;
  private final UserResolver users;
  private final BaseUrl baseUrl;

  JobController(
      JobStore jobs,
      JobWait waiting,
      ResultStore results,
      Uploads uploads,
      UserResolver users,
      BaseUrl baseUrl) {
    this.jobs = jobs;
    this.waiting = waiting;
    this.results = results;
    this.uploads = uploads;
    this.users = users;
    this.baseUrl = baseUrl;
  }

  @GetMapping
  void list(HttpServletRequest request, HttpServletResponse response) throws IOException {
    User user = users.userOf(request);
    response.setContentType("application/xml");
    xml(request)
        .list(
            jobs.list(user, FilterParameters.of(RequestParameters.of(request))),
            response.getOutputStream());
  }

  @PostMapping
  void create(HttpServletRequest request, HttpServletResponse response) {
    RequestParameters parameters = RequestParameters.of(request);
    Job job =
        jobs.create(
            new NewJob(users.userOf(request), parameters.runId().orElse(null), parameters.ofJob()));
    try {
      receive(job, parameters, request);
    } catch (RuntimeException failure) {
      remove(job);
      throw failure;
    }
    Optional<String> phase = parameters.one("PHASE");
    if (phase.isPresent()) {
      changePhase(job, phase.get());
    }
    seeOther(response, jobUrl(request, job.id()));
  }

  private void receive(Job job, RequestParameters parameters, HttpServletRequest request) {
    uploads.receive(job.id(), parameters.uploads(), new RequestParts(request));
  }

  @GetMapping("/{id}")
  void job(@PathVariable("id") String id, HttpServletRequest request, HttpServletResponse response)
      throws IOException, InterruptedException {
    Job job = jobs.get(id, users.userOf(request));
    RequestParameters parameters = RequestParameters.of(request);
    Optional<Duration> wait = parameters.one("WAIT").map(JobController::seconds);
    boolean otherPhase =
        parameters
            .one("PHASE")
            .map(expected -> !expected.equalsIgnoreCase(job.phase().name()))
            .orElse(false);
    Job shown = job;
    if (wait.isPresent() && !otherPhase) {
      shown =
          waiting
              .awaitOtherPhase(job, wait.get())
              .orElseThrow(
                  () -> new ServiceException(Code.NOT_FOUND, "There is no job [" + id + "]"));
    }
    response.setContentType("application/xml");
    xml(request).job(shown, response.getOutputStream());
  }

  /** A negative WAIT means as long as the service likes. */
  private static Duration seconds(String text) {
    try {
      long seconds = Long.parseLong(text.strip());
      return Duration.ofSeconds(seconds < 0 ? Integer.MAX_VALUE : seconds);
    } catch (NumberFormatException notANumber) {
      throw new ServiceException(
          Code.BAD_PARAMETER, "WAIT must be a number of seconds, not [" + text + "]", notANumber);
    }
  }

  @PostMapping("/{id}")
  void act(
      @PathVariable("id") String id, HttpServletRequest request, HttpServletResponse response) {
    Job job = jobs.get(id, users.userOf(request));
    RequestParameters parameters = RequestParameters.of(request);
    Optional<String> action = parameters.one("ACTION");
    if (action.isPresent()) {
      if (!action.get().equalsIgnoreCase("DELETE")) {
        throw new ServiceException(
            Code.BAD_PARAMETER, "ACTION must be DELETE, not [" + action.get() + "]");
      }
      delete(job, request, response);
      return;
    }
    Optional<String> phase = parameters.one("PHASE");
    if (phase.isPresent()) {
      changePhase(job, phase.get());
    }
    seeOther(response, jobUrl(request, id));
  }

  @DeleteMapping("/{id}")
  void delete(
      @PathVariable("id") String id, HttpServletRequest request, HttpServletResponse response) {
    delete(jobs.get(id, users.userOf(request)), request, response);
  }

  private void delete(Job job, HttpServletRequest request, HttpServletResponse response) {
    remove(job);
    seeOther(response, baseUrl.of(request) + "/tap/async");
  }

  private void remove(Job job) {
    jobs.delete(job.id());
    results.delete(job.id());
    uploads.delete(job.id());
  }

  @PostMapping("/{id}/phase")
  void phase(
      @PathVariable("id") String id, HttpServletRequest request, HttpServletResponse response) {
    Job job = jobs.get(id, users.userOf(request));
    changePhase(job, RequestParameters.of(request).one("PHASE").orElse(""));
    seeOther(response, jobUrl(request, id));
  }

  private void changePhase(Job job, String wanted) {
    switch (wanted.toUpperCase(Locale.ROOT)) {
      case "RUN" -> jobs.start(job);
      case "ABORT" -> {
        jobs.abort(job);
        uploads.delete(job.id());
      }
      default ->
          throw new ServiceException(
              Code.BAD_PARAMETER, "PHASE must be RUN or ABORT, not [" + wanted + "]");
    }
  }

  @PostMapping("/{id}/parameters")
  void parameters(
      @PathVariable("id") String id, HttpServletRequest request, HttpServletResponse response) {
    Job job = jobs.get(id, users.userOf(request));
    RequestParameters parameters = RequestParameters.of(request);
    Map<String, String> changed = parameters.ofJob();
    if (!changed.isEmpty()) {
      jobs.setParameters(job, changed);
      receive(job, parameters, request);
    }
    parameters.runId().ifPresent(runId -> jobs.setRunId(job, runId));
    seeOther(response, jobUrl(request, id));
  }

  @PostMapping("/{id}/executionduration")
  void executionDuration(
      @PathVariable("id") String id, HttpServletRequest request, HttpServletResponse response) {
    Job job = jobs.get(id, users.userOf(request));
    jobs.setExecutionDuration(
        job, Instants.duration(RequestParameters.of(request).one("EXECUTIONDURATION").orElse("")));
    seeOther(response, jobUrl(request, id));
  }

  @PostMapping("/{id}/destruction")
  void destruction(
      @PathVariable("id") String id, HttpServletRequest request, HttpServletResponse response) {
    Job job = jobs.get(id, users.userOf(request));
    jobs.setDestruction(
        job,
        Instants.parse("DESTRUCTION", RequestParameters.of(request).one("DESTRUCTION").orElse("")));
    seeOther(response, jobUrl(request, id));
  }

  private JobXml xml(HttpServletRequest request) {
    return new JobXml(baseUrl.of(request));
  }

  private String jobUrl(HttpServletRequest request, String id) {
    return baseUrl.of(request) + "/tap/async/" + id;
  }

  private static void seeOther(HttpServletResponse response, String url) {
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    response.setHeader("Location", url);
  }

  /** Phases are spelled in upper case. */
  static Phase phaseNamed(String text) {
    try {
      return Phase.valueOf(text.strip().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException unknown) {
      throw new ServiceException(
          Code.BAD_PARAMETER, "PHASE must be a phase of UWS 1.1, not [" + text + "]", unknown);
    }
  }
}
