package org.almagest.api.uws;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.almagest.api.error.Fault;
import org.almagest.api.error.ServiceException;
import org.almagest.api.error.ServiceException.Code;
import org.almagest.api.identity.UserResolver;
import org.almagest.api.job.Job;
import org.almagest.api.job.JobResult;
import org.almagest.api.job.JobStore;
import org.almagest.api.result.ResultFormat;
import org.almagest.api.result.ResultStore;
import org.almagest.api.result.VotableText;
import org.almagest.api.web.BaseUrl;
import org.almagest.api.web.FileAnswer;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The parts of a job that are read one by one (UWS 1.1, section 2.2.2). */
@RestController
@RequestMapping("/tap/async/{id}")
final class JobPartController {
  private final JobStore jobs;
  private final ResultStore results;
  private final UserResolver users;
  private final BaseUrl baseUrl;

  JobPartController(JobStore jobs, ResultStore results, UserResolver users, BaseUrl baseUrl) {
    this.jobs = jobs;
    this.results = results;
    this.users = users;
    this.baseUrl = baseUrl;
  }

  @GetMapping("/phase")
  void phase(
      @PathVariable("id") String id, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    text(response, job(id, request).phase().name());
  }

  @GetMapping("/executionduration")
  void executionDuration(
      @PathVariable("id") String id, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    text(response, Long.toString(job(id, request).executionDuration().toSeconds()));
  }

  @GetMapping("/destruction")
  void destruction(
      @PathVariable("id") String id, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    text(response, Instants.text(job(id, request).destruction()));
  }

  @GetMapping("/quote")
  void quote(
      @PathVariable("id") String id, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    text(response, Quote.of(job(id, request)).map(Instants::text).orElse(""));
  }

  @GetMapping("/owner")
  void owner(
      @PathVariable("id") String id, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    text(response, job(id, request).owner().name());
  }

  @GetMapping("/results")
  void results(
      @PathVariable("id") String id, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Job job = job(id, request);
    response.setContentType("application/xml");
    new JobXml(baseUrl.of(request)).results(job, response.getOutputStream());
  }

  @GetMapping("/error")
  void error(
      @PathVariable("id") String id, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Fault fault = job(id, request).error();
    if (fault == null) {
      throw new ServiceException(Code.NOT_FOUND, "Job [" + id + "] has no error");
    }
    response.setContentType("application/x-votable+xml");
    response
        .getOutputStream()
        .write(VotableText.error(fault.message()).getBytes(StandardCharsets.UTF_8));
  }

  @GetMapping("/results/{result}")
  void result(
      @PathVariable("id") String id,
      @PathVariable("result") String name,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    Job job = job(id, request);
    JobResult result = job.result();
    if (result == null || !name.equals(JobXml.RESULT)) {
      throw new ServiceException(
          Code.NOT_FOUND,
          "Job [" + id + "] has no result [" + name + "]: it is " + job.phase().name());
    }
    if (result.table() != null) {
      response.setStatus(HttpServletResponse.SC_SEE_OTHER);
      response.setHeader("Location", JobXml.tableUrl(baseUrl.of(request), result.table()));
      return;
    }
    send(job, result, request, response);
  }

  private void send(
      Job job, JobResult result, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String fileName = result.file();
    ResultFormat format = result.format();
    Optional<Path> file = fileName == null ? Optional.empty() : results.file(job.id(), fileName);
    if (file.isEmpty() || format == null) {
      throw new ServiceException(
          Code.NOT_FOUND, "The result of job [" + job.id() + "] is no longer there");
    }
    String asked =
        job.parameters()
            .getOrDefault("RESPONSEFORMAT", job.parameters().getOrDefault("FORMAT", ""));
    new FileAnswer(
            file.get(),
            format.contentType(asked),
            job.id() + "." + format.fileExtension(),
            job.id() + "-" + fileName)
        .send(request, response);
  }

  private Job job(String id, HttpServletRequest request) {
    return jobs.get(id, users.userOf(request));
  }

  private static void text(HttpServletResponse response, String text) throws IOException {
    response.setContentType("text/plain;charset=UTF-8");
    response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }
}
