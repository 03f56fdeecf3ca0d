package org.almagest.api.uws;

import java.io.OutputStream;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.almagest.api.error.Fault;
import org.almagest.api.job.Job;
import org.almagest.api.job.JobResult;
import org.almagest.api.job.JobSummary;
import org.almagest.api.job.WaitReason;
import org.almagest.api.web.XmlDocument;
import org.jspecify.annotations.Nullable;

/** Jobs as the XML of UWS 1.1, appendix C. */
final class JobXml {
  private static final Map<String, String> NAMESPACES =
      new TreeMap<>(
          Map.of(
              "uws", "http://www.ivoa.net/xml/UWS/v1.0",
              "xlink", "http://www.w3.org/1999/xlink",
              "xsi", "http://www.w3.org/2001/XMLSchema-instance"));

  private final String baseUrl;
  private final UwsMount mount;

  JobXml(String baseUrl, UwsMount mount) {
    this.baseUrl = baseUrl;
    this.mount = mount;
  }

  /**
   * The job list.
   *
   * @param jobs hands the jobs to whom it is given, one by one
   */
  void list(Consumer<Consumer<JobSummary>> jobs, OutputStream out) {
    XmlDocument xml = new XmlDocument(out, "uws:jobs", NAMESPACES);
    xml.attribute("version", "1.1");
    jobs.accept(job -> line(xml, job));
    xml.finish();
  }

  private void line(XmlDocument xml, JobSummary job) {
    xml.open("uws:jobref")
        .attribute("id", job.id())
        .attribute("xlink:type", "simple")
        .attribute("xlink:href", jobUrl(job.id()));
    xml.element("uws:phase", job.phase().name());
    xml.optional("uws:runId", job.runId());
    xml.element("uws:ownerId", job.owner());
    xml.element("uws:creationTime", Instants.text(job.created()));
    xml.close();
  }

  /**
   * A job.
   *
   * @param waiting why it is QUEUED
   */
  void job(Job job, Optional<WaitReason> waiting, OutputStream out) {
    XmlDocument xml = new XmlDocument(out, "uws:job", NAMESPACES);
    xml.attribute("version", "1.1");
    xml.element("uws:jobId", job.id());
    xml.optional("uws:runId", job.runId());
    xml.element("uws:ownerId", job.owner().name());
    xml.element("uws:phase", job.phase().name());
    time(xml, "uws:quote", Quote.of(job).orElse(null));
    xml.element("uws:creationTime", Instants.text(job.created()));
    time(xml, "uws:startTime", job.started());
    time(xml, "uws:endTime", job.ended());
    xml.element("uws:executionDuration", Long.toString(job.executionDuration().toSeconds()));
    xml.element("uws:destruction", Instants.text(job.destruction()));
    xml.open("uws:parameters");
    parameters(xml, job);
    xml.close();
    xml.open("uws:results");
    results(xml, job);
    xml.close();
    Fault fault = job.error();
    if (fault != null) {
      xml.open("uws:errorSummary")
          .attribute("type", fault.persistence().name().toLowerCase(Locale.ROOT))
          .attribute("hasDetail", "true");
      xml.element("uws:message", fault.message()).close();
    }
    info(xml, job, waiting);
    xml.finish();
  }

  private static void time(XmlDocument xml, String name, @Nullable Instant time) {
    if (time == null) {
      xml.open(name).attribute("xsi:nil", "true").close();
    } else {
      xml.element(name, Instants.text(time));
    }
  }

  void parameters(Job job, OutputStream out) {
    XmlDocument xml = new XmlDocument(out, "uws:parameters", NAMESPACES);
    parameters(xml, job);
    xml.finish();
  }

  private static void parameters(XmlDocument xml, Job job) {
    new TreeMap<>(job.parameters())
        .forEach(
            (name, value) -> xml.open("uws:parameter").attribute("id", name).text(value).close());
    String runId = job.runId();
    if (runId != null) {
      xml.open("uws:parameter").attribute("id", "RUNID").text(runId).close();
    }
  }

  void results(Job job, OutputStream out) {
    XmlDocument xml = new XmlDocument(out, "uws:results", NAMESPACES);
    results(xml, job);
    xml.finish();
  }

  private void results(XmlDocument xml, Job job) {
    for (JobResult result : job.results()) {
      String link = result.link();
      xml.open("uws:result")
          .attribute("id", result.name())
          .attribute("xlink:type", "simple")
          .attribute(
              "xlink:href",
              link == null ? jobUrl(job.id()) + "/results/" + result.name() : baseUrl + link);
      if (link == null) {
        xml.attribute("size", Long.toString(result.bytes()));
      }
      if (result.mediaType() != null) {
        xml.attribute("mime-type", result.mediaType());
      }
      xml.close();
    }
  }

  /** What UWS has no element for: why it waits, what its type shows, progress. */
  private void info(XmlDocument xml, Job job, Optional<WaitReason> waiting) {
    xml.open("uws:jobInfo");
    waiting.ifPresent(reason -> waitsFor(xml, reason));
    mount.info().write(job, xml);
    xml.open("progress")
        .attribute("partsDone", Long.toString(job.progress().partsDone()))
        .attribute("parts", Long.toString(job.progress().parts()))
        .attribute("rows", Long.toString(job.progress().rows()))
        .attribute("attempt", Integer.toString(job.attempts()));
    job.timeLeft(Instant.now())
        .ifPresent(left -> xml.attribute("secondsLeft", Long.toString(left.toSeconds())));
    xml.close();
    xml.optional("request", job.requestId());
    xml.close();
  }

  private static void waitsFor(XmlDocument xml, WaitReason reason) {
    xml.open("waitsFor")
        .attribute("what", reason.held().name().toLowerCase(Locale.ROOT))
        .attribute("class", reason.userClass())
        .attribute("lane", reason.lane().name().toLowerCase(Locale.ROOT))
        .attribute("running", Long.toString(reason.running()));
    if (reason.limit() > 0) {
      xml.attribute("limit", Integer.toString(reason.limit()));
    }
    xml.text(reason.text()).close();
  }

  private String jobUrl(String id) {
    return baseUrl + mount.path() + "/" + id;
  }
}
