package org.almagest.api.uws;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.almagest.api.error.LegalText;
import org.almagest.api.error.ServiceException;
import org.almagest.api.error.ServiceException.Code;
import org.almagest.api.identity.Action;
import org.almagest.api.job.Job;
import org.almagest.api.job.JobStore;
import org.almagest.api.web.RequestLimits;
import org.almagest.api.web.RequestParameters;
import org.almagest.api.web.RequestParts;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** The parameters of a job, all and one by one (UWS 1.1, section 2.1.11). */
@ResponseBody
@RequestMapping("/{id}/parameters")
final class ParameterHandler {
  private static final String RUN_ID = "RUNID";

  private final MountedJobs mounted;
  private final JobStore jobs;

  ParameterHandler(MountedJobs mounted) {
    this.mounted = mounted;
    this.jobs = mounted.all().store();
  }

  @GetMapping
  void all(@PathVariable("id") String id, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Job job = mounted.get(id, request, Action.READ);
    response.setContentType("application/xml");
    mounted.xml(request).parameters(job, response.getOutputStream());
  }

  @GetMapping("/{name}")
  void one(
      @PathVariable("id") String id,
      @PathVariable("name") String name,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    Job job = mounted.get(id, request, Action.READ);
    String upper = name.toUpperCase(Locale.ROOT);
    String value = upper.equals(RUN_ID) ? job.runId() : job.parameters().get(upper);
    if (value == null) {
      throw new ServiceException(
          Code.NOT_FOUND, "Job [" + id + "] has no parameter [" + name + "]");
    }
    response.setContentType("text/plain;charset=UTF-8");
    response.getOutputStream().write(value.getBytes(StandardCharsets.UTF_8));
  }

  @PostMapping
  void change(
      @PathVariable("id") String id, HttpServletRequest request, HttpServletResponse response) {
    Job job = mounted.get(id, request, Action.WRITE);
    RequestParameters parameters = RequestParameters.of(request);
    Map<String, String> changed = parameters.ofJob();
    if (!changed.isEmpty()) {
      jobs.setParameters(job, changed);
      mounted.mount().input().take(job, parameters, new RequestParts(request));
    }
    parameters.runId().ifPresent(runId -> jobs.setRunId(job, runId));
    mounted.leadTo(id, request, response);
  }

  @PutMapping("/{name}")
  void put(
      @PathVariable("id") String id,
      @PathVariable("name") String name,
      @RequestBody(required = false) byte[] value,
      HttpServletRequest request,
      HttpServletResponse response) {
    Job job = mounted.get(id, request, Action.WRITE);
    String upper = name.toUpperCase(Locale.ROOT);
    String text = LegalText.ofUtf8("The parameter " + upper, value == null ? new byte[0] : value);
    RequestLimits.check(upper, text);
    RequestLimits.checkCount(job.parameters().size() + 1);
    if (upper.equals(RUN_ID)) {
      jobs.setRunId(job, text);
    } else {
      jobs.setParameters(job, Map.of(upper, text));
    }
    mounted.leadTo(id, request, response);
  }
}
