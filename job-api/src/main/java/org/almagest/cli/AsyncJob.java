package org.almagest.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** A UWS job of a service, as its client sees it. */
final class AsyncJob {

  private static final Set<String> RUNNING =
      Set.of("PENDING", "QUEUED", "EXECUTING", "SUSPENDED", "HELD", "UNKNOWN");

  private final ServiceClient client;
  private final String path;

  private AsyncJob(ServiceClient client, String path) {
    this.client = client;
    this.path = path;
  }

  /** Creates and starts a job. */
  static AsyncJob submit(ServiceClient client, Map<String, String> form) {
    Map<String, String> started = new LinkedHashMap<>(form);
    started.put("PHASE", "RUN");
    HttpResponse<InputStream> response = client.post("/tap/async", started);
    String location = response.uri().getPath();
    String text = ServiceClient.body(response);
    if (response.statusCode() >= 400) {
      throw new CommandFailure(ErrorDocument.message(text));
    }
    return new AsyncJob(client, location.substring(location.indexOf("/tap/async")));
  }

  /** The job's address. */
  URI uri() {
    return client.uri(path);
  }

  /**
   * Waits until the job ends.
   *
   * @param progress gets a line for each change
   * @return the rows of the result, where the service tells them
   * @throws CommandFailure if the job ends otherwise than complete
   */
  OptionalLong await(Consumer<String> progress) {
    String shown = "";
    Map<String, String> job = read(path);
    while (RUNNING.contains(phase(job))) {
      shown = show(job, shown, progress);
      job = read(path + "?WAIT=1&PHASE=" + phase(job));
    }
    show(job, shown, progress);
    if (!phase(job).equals("COMPLETED")) {
      throw new CommandFailure(
          "Job ended as " + phase(job) + ": " + job.getOrDefault("message", "no reason is given"));
    }
    String rows = job.get("progress@rows");
    return rows == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(rows));
  }

  private static String show(Map<String, String> job, String shown, Consumer<String> progress) {
    StringBuilder line = new StringBuilder(phase(job));
    if (job.containsKey("route@backend")) {
      line.append(" on ").append(job.get("route@backend"));
    }
    String parts = job.getOrDefault("progress@parts", "0");
    if (!parts.equals("0")) {
      line.append(", part ").append(job.get("progress@partsDone")).append(" of ").append(parts);
    }
    if (!line.toString().equals(shown)) {
      progress.accept(line.toString());
    }
    return line.toString();
  }

  private static String phase(Map<String, String> job) {
    return job.getOrDefault("phase", "UNKNOWN");
  }

  /** The leaf elements of the job document by name, its attributes by element@name. */
  private Map<String, String> read(String resource) {
    String document = client.text(client.get(resource));
    Map<String, String> elements = new LinkedHashMap<>();
    try {
      XMLStreamReader xml =
          ErrorDocument.safeXml().createXMLStreamReader(new StringReader(document));
      String element = "";
      StringBuilder text = new StringBuilder();
      while (xml.hasNext()) {
        switch (xml.next()) {
          case XMLStreamConstants.START_ELEMENT -> {
            element = xml.getLocalName();
            text.setLength(0);
            for (int i = 0; i < xml.getAttributeCount(); i++) {
              elements.putIfAbsent(
                  element + "@" + xml.getAttributeLocalName(i), xml.getAttributeValue(i));
            }
          }
          case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
              text.append(xml.getText());
          case XMLStreamConstants.END_ELEMENT -> {
            if (xml.getLocalName().equals(element)) {
              elements.putIfAbsent(element, text.toString().strip());
            }
          }
          default -> {}
        }
      }
    } catch (XMLStreamException e) {
      throw new CommandFailure("The job document of " + uri() + " is not XML", new IOException(e));
    }
    return elements;
  }
}
