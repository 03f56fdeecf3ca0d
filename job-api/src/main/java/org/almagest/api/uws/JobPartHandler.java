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
import org.almagest.api.identity.Action;
import org.almagest.api.job.Job;
import org.almagest.api.job.JobResult;
import org.almagest.api.result.encode.VotableText;
import org.almagest.api.web.FileAnswer;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** The parts of a job that are read one by one (UWS 1.1, section 2.2.2). */
@ResponseBody
@RequestMapping("/{id}")
final class JobPartHandler {
  private final MountedJobs mounted;

  JobPartHandler(MountedJobs mounted) {
    this.mounted = mounted;
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
    mounted.xml(request).results(job, response.getOutputStream());
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
    JobResult result =
        job.result(name)
            .orElseThrow(
                () ->
                    new ServiceException(
                        Code.NOT_FOUND,
                        "Job [" + id + "] has no result [" + name + "]: it is " + job.phase()));
    if (result.link() != null) {
      MountedJobs.seeOther(response, mounted.baseUrl(request) + result.link());
    } else {
      send(job, result, request, response);
    }
  }

  private void send(
      Job job, JobResult result, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String name = result.file();
    Path file =
        Optional.ofNullable(name)
            .flatMap(known -> mounted.all().files().file(job.id(), known))
            .orElseThrow(
                () ->
                    new ServiceException(
                        Code.NOT_FOUND, "The result of job [" + job.id() + "] is no longer there"));
    String type = result.contentType() == null ? result.mediaType() : result.contentType();
    new FileAnswer(
            file,
            type == null ? "application/octet-stream" : type,
            fileName(job, result, file),
            job.id() + "-" + name)
        .send(request, response);
  }

  /** The only result has the name of its job. */
  private static String fileName(Job job, JobResult result, Path file) {
    String written = file.getFileName().toString();
    int dot = written.lastIndexOf('.');
    return job.id()
        + (job.results().size() == 1 ? "" : "-" + result.name())
        + (dot < 0 ? "" : written.substring(dot));
  }

  private Job job(String id, HttpServletRequest request) {
    return mounted.get(id, request, Action.READ);
  }

  private static void text(HttpServletResponse response, String text) throws IOException {
    response.setContentType("text/plain;charset=UTF-8");
    response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }
}
