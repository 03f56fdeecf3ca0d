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
import org.almagest.api.identity.Action;
import org.almagest.api.identity.Principal;
import org.almagest.api.job.Job;
import org.almagest.api.job.JobAccess;
import org.almagest.api.job.JobFilter;
import org.almagest.api.job.JobWait;
import org.almagest.api.job.NewJob;
import org.almagest.api.web.RequestParameters;
import org.almagest.api.web.RequestParts;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.context.request.async.DeferredResult;

/** The job list and its jobs (UWS 1.1, section 2.2). */
@ResponseBody
final class JobHandler {
  private static final int BUFFER = 1 << 14;

  /** A request that waits is answered by the service before the web server gives it up. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  private final MountedJobs mounted;
  private final JobAccess jobs;
  private final JobWait waiting;

  JobHandler(MountedJobs mounted) {
    this.mounted = mounted;
    this.jobs = mounted.all().access();
    this.waiting = mounted.all().changes();
  }

  @GetMapping
  void list(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Principal caller = mounted.caller(request);
    JobFilter filter = FilterParameters.of(RequestParameters.of(request));
    response.setContentType("application/xml");
    OutputStream out = new BufferedOutputStream(response.getOutputStream(), BUFFER);
    mounted.xml(request).list(line -> jobs.list(caller, mounted.mount().type(), filter, line), out);
  }

  @PostMapping
  void create(HttpServletRequest request, HttpServletResponse response) {
    RequestParameters parameters = RequestParameters.of(request);
    JobSteering steering = JobSteering.of(parameters);
    Job job =
        jobs.create(
            new NewJob(
                mounted.mount().type(),
                mounted.caller(request),
                parameters.runId().orElse(null),
                parameters.ofJob(),
                mounted.baseUrl(request)));
    try {
      mounted.mount().input().take(job, parameters, new RequestParts(request));
    } catch (RuntimeException failure) {
      jobs.remove(job);
      throw failure;
    }
    steering.apply(job, mounted.all());
    mounted.leadTo(job.id(), request, response);
  }

  @GetMapping("/{id}")
  DeferredResult<ResponseEntity<byte[]>> job(
      @PathVariable("id") String id, HttpServletRequest request) {
    Job job = mounted.get(id, request, Action.READ);
    JobXml xml = mounted.xml(request);
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
                    answer.setErrorResult(JobAccess.noSuchJob(id));
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
    xml.job(job, mounted.all().reasons().of(job), document);
    return ResponseEntity.ok().contentType(MediaType.APPLICATION_XML).body(document.toByteArray());
  }

  /** Deletes the job, or steers it; parameters of its query have a resource of their own. */
  @PostMapping("/{id}")
  void act(
      @PathVariable("id") String id, HttpServletRequest request, HttpServletResponse response) {
    RequestParameters parameters = RequestParameters.of(request);
    Job job = mounted.get(id, request, Action.WRITE);
    Optional<String> action = parameters.one("ACTION");
    if (action.isPresent()) {
      if (!action.get().equalsIgnoreCase("DELETE")) {
        throw new ServiceException(
            Code.BAD_PARAMETER, "ACTION must be DELETE, not [" + action.get() + "]");
      }
      delete(id, request, response);
      return;
    }
    List<String> others =
        parameters.names().stream().filter(name -> !JobSteering.NAMES.contains(name)).toList();
    if (!others.isEmpty()) {
      throw new ServiceException(
          Code.BAD_PARAMETER,
          String.join(", ", others)
              + " cannot be sent to the job itself: post its parameters to "
              + mounted.jobUrl(request, id)
              + "/parameters");
    }
    JobSteering.of(parameters).apply(job, mounted.all());
    mounted.leadTo(id, request, response);
  }

  @DeleteMapping("/{id}")
  void delete(
      @PathVariable("id") String id, HttpServletRequest request, HttpServletResponse response) {
    jobs.remove(mounted.get(id, request, Action.DELETE));
    mounted.leadToList(request, response);
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
    Job job = mounted.get(id, request, Action.WRITE);
    JobSteering.with(parameter, RequestParameters.of(request)).apply(job, mounted.all());
    mounted.leadTo(id, request, response);
  }
}
