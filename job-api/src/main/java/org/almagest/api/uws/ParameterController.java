package org.almagest.api.uws;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.almagest.api.error.ServiceException;
import org.almagest.api.error.ServiceException.Code;
import org.almagest.api.identity.UserResolver;
import org.almagest.api.job.Job;
import org.almagest.api.job.JobStore;
import org.almagest.api.upload.Uploads;
import org.almagest.api.web.BaseUrl;
import org.almagest.api.web.RequestParameters;
import org.almagest.api.web.RequestParts;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The parameters of a job, all and one by one (UWS 1.1, section 2.1.11). */
@RestController
@RequestMapping("/tap/async/{id}/parameters")
final class ParameterController {
  private static final String RUN_ID = "RUNID";

  private final JobStore jobs;
  private final Uploads uploads;
  private final UserResolver users;
  private final BaseUrl baseUrl;

  ParameterController(JobStore jobs, Uploads uploads, UserResolver users, BaseUrl baseUrl) {
    this.jobs = jobs;
    this.uploads = uploads;
    this.users = users;
    this.baseUrl = baseUrl;
  }

  @GetMapping
  void all(@PathVariable("id") String id, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Job job = job(id, request);
    response.setContentType("application/xml");
    new JobXml(baseUrl.of(request)).parameters(job, response.getOutputStream());
  }

  @GetMapping("/{name}")
  void one(
      @PathVariable("id") String id,
      @PathVariable("name") String name,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    Job job = job(id, request);
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
    Job job = job(id, request);
    RequestParameters parameters = RequestParameters.of(request);
    Map<String, String> changed = parameters.ofJob();
    if (!changed.isEmpty()) {
      jobs.setParameters(job, changed);
      uploads.receive(job.id(), job.userClass(), parameters.uploads(), new RequestParts(request));
      uploads.keep(job.id());
    }
    parameters.runId().ifPresent(runId -> jobs.setRunId(job, runId));
    seeOther(id, request, response);
  }

  @PutMapping("/{name}")
  void put(
      @PathVariable("id") String id,
      @PathVariable("name") String name,
      @RequestBody(required = false) byte[] value,
      HttpServletRequest request,
      HttpServletResponse response) {
    Job job = job(id, request);
    String text = value == null ? "" : new String(value, StandardCharsets.UTF_8);
    String upper = name.toUpperCase(Locale.ROOT);
    if (upper.equals(RUN_ID)) {
      jobs.setRunId(job, text);
    } else {
      jobs.setParameters(job, Map.of(upper, text));
    }
    seeOther(id, request, response);
  }

  private void seeOther(String id, HttpServletRequest request, HttpServletResponse response) {
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    response.setHeader("Location", baseUrl.of(request) + "/tap/async/" + id);
  }

  private Job job(String id, HttpServletRequest request) {
    return jobs.get(id, users.userOf(request));
  }
}
