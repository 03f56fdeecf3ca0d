package org.almagest.api.uws;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.almagest.api.error.ServiceException;
import org.almagest.api.error.ServiceException.Code;
import org.almagest.api.identity.User;
import org.almagest.api.identity.UserResolver;
import org.almagest.api.job.Job;
import org.almagest.api.job.JobFilter;
import org.almagest.api.job.JobStore;
import org.almagest.api.job.JobWait;
import org.almagest.api.job.NewJob;
import org.almagest.api.job.WaitReasons;
import org.almagest.api.upload.Uploads;
import org.almagest.api.web.BaseUrl;
import org.almagest.api.web.RequestParameters;
import org.almagest.api.web.RequestParts;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

/** The job list and its jobs (UWS 1.1, section 2.2). */
@RestController
@RequestMapping("/tap/async")
final class JobController {
  private static final int BUFFER = 1 << 14;

  /** A request that waits is answered by the service before the web server gives it up. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  private final JobStore jobs;
  private final JobWait waiting;
  private final WaitReasons reasons;
  private final JobRemoval removal;
  private final Uploads uploads;
  private final UserResolver users;
  private final BaseUrl baseUrl;

  JobController(
      JobStore jobs,
      JobWait waiting,
      WaitReasons reasons,
      JobRemoval removal,
      Uploads uploads,
      UserResolver users,
      BaseUrl baseUrl) {
    this.jobs = jobs;
    this.waiting = waiting;
    this.reasons = reasons;
    this.removal = removal;
    this.uploads = uploads;
    this.users = users;
    this.baseUrl = baseUrl;
  }

  @GetMapping
  void list(HttpServletRequest request, HttpServletResponse response) throws IOException {
    User user = users.userOf(request);
    JobFilter filter = FilterParameters.of(RequestParameters.of(request));
    response.setContentType("application/xml");
    OutputStream out = new BufferedOutputStream(response.getOutputStream(), BUFFER);
    xml(request).list(line -> jobs.list(user, filter, line), out);
  }

  @PostMapping
  void create(HttpServletRequest request, HttpServletResponse response) {
    RequestParameters parameters = RequestParameters.of(request);
    JobSteering steering = JobSteering.of(parameters);
    Job job =
        jobs.create(
            new NewJob(
                users.callerOf(request),
                parameters.runId().orElse(null),
                parameters.ofJob(),
                baseUrl.of(request)));
    try {
      uploads.receive(job.id(), job.userClass(), parameters.uploads(), new RequestParts(request));
      uploads.keep(job.id());
    } catch (RuntimeException failure) {
      removal.remove(job);
      throw failure;
    }
    steering.apply(job, jobs, uploads);
    seeOther(response, jobUrl(request, job.id()));
  }

  @GetMapping("/{id}")
  DeferredResult<ResponseEntity<byte[]>> job(
      @PathVariable("id") String id, HttpServletRequest request) {
    Job job = jobs.get(id, users.userOf(request));
    JobXml xml = xml(request);
    DeferredResult<ResponseEntity<byte[]>> answer =
        new DeferredResult<>(waiting.longest().plus(GRACE).toMillis());
    var unused =
        waiting
            .otherPhase(job, WaitParameters.of(RequestParameters.of(request), job))
            .whenComplete(
                (shown, failure) -> {
                  if (failure != null) {
                    answer.setErrorResult(failure);
                  } else if (shown.isEmpty()) {
                    answer.setErrorResult(
                        new ServiceException(Code.NOT_FOUND, "There is no job [" + id + "]"));
                  } else {
                    answer(answer, xml, shown.get());
                  }
                });
    return answer;
  }

  private void answer(DeferredResult<ResponseEntity<byte[]>> answer, JobXml xml, Job job) {
    try {
      answer.setResult(document(xml, job));
    } catch (RuntimeException unreachable) {
      answer.setErrorResult(unreachable);
    }
  }

  private ResponseEntity<byte[]> document(JobXml xml, Job job) {
    ByteArrayOutputStream document = new ByteArrayOutputStream();
    xml.job(job, reasons.of(job), document);
    return ResponseEntity.ok().contentType(MediaType.APPLICATION_XML).body(document.toByteArray());
  }

  /** Deletes the job, or steers it; parameters of its query have a resource of their own. */
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
    List<String> others =
        parameters.names().stream().filter(name -> !JobSteering.NAMES.contains(name)).toList();
    if (!others.isEmpty()) {
      throw new ServiceException(
          Code.BAD_PARAMETER,
          String.join(", ", others)
              + " cannot be sent to the job itself: post parameters of the query to "
              + jobUrl(request, id)
              + "/parameters");
    }
    JobSteering.of(parameters).apply(job, jobs, uploads);
    seeOther(response, jobUrl(request, id));
  }

  @DeleteMapping("/{id}")
  void delete(
      @PathVariable("id") String id, HttpServletRequest request, HttpServletResponse response) {
    delete(jobs.get(id, users.userOf(request)), request, response);
  }

  private void delete(Job job, HttpServletRequest request, HttpServletResponse response) {
    removal.remove(job);
    seeOther(response, baseUrl.of(request) + "/tap/async");
  }

  @PostMapping("/{id}/phase")
  void phase(
      @PathVariable("id") String id, HttpServletRequest request, HttpServletResponse response) {
    steer("PHASE", id, request, response);
  }

  @PostMapping("/{id}/executionduration")
  void executionDuration(
      @PathVariable("id") String id, HttpServletRequest request, HttpServletResponse response) {
    steer("EXECUTIONDURATION", id, request, response);
  }

  @PostMapping("/{id}/destruction")
  void destruction(
      @PathVariable("id") String id, HttpServletRequest request, HttpServletResponse response) {
    steer("DESTRUCTION", id, request, response);
  }

  private void steer(
      String parameter, String id, HttpServletRequest request, HttpServletResponse response) {
    Job job = jobs.get(id, users.userOf(request));
    JobSteering.with(parameter, RequestParameters.of(request)).apply(job, jobs, uploads);
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
}
