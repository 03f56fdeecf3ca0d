package org.almagest.api.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.almagest.api.error.ServiceException;
import org.almagest.api.error.ServiceException.Code;
import org.almagest.api.upload.UploadSource;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.web.multipart.MultipartException;

/**
 * The parameters of a request, from its query string and its form. Names do not depend on case
 * (DALI 1.1, section 3.1).
 */
public final class RequestParameters {
  /** What steers a job, or the request for it, and is no part of its query. */
  private static final Set<String> STEERING =
      Set.of("PHASE", "ACTION", "RUNID", "WAIT", "EXECUTIONDURATION", "DESTRUCTION");

  private static final String UPLOAD = "UPLOAD";

  private final Map<String, List<String>> values;

  private RequestParameters(Map<String, List<String>> values) {
    this.values = values;
  }

  /** Reads the parameters of a request. */
  public static RequestParameters of(HttpServletRequest request) {
    Map<String, List<String>> values = new TreeMap<>();
    Map<String, String[]> sent = parameters(request);
    RequestLimits.checkCount(sent.values().stream().mapToInt(given -> given.length).sum());
    sent.forEach(
        (name, given) ->
            values.merge(
                RequestLimits.checkName(name).toUpperCase(Locale.ROOT),
                Arrays.asList(given),
                (first, second) ->
                    java.util.stream.Stream.concat(first.stream(), second.stream()).toList()));
    return new RequestParameters(values);
  }

  private static Map<String, String[]> parameters(HttpServletRequest request) {
    try {
      return request.getParameterMap();
    } catch (InvalidParameterException unreadable) {
      boolean tooLarge =
          unreadable.getErrorCode() == HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE;
      throw new ServiceException(
          tooLarge ? Code.TOO_LARGE : Code.BAD_PARAMETER,
          tooLarge
              ? "The form is larger than this service reads, at most %d MB: send large tables as"
                      .formatted(RequestLimits.FORM_MIB)
                  + " uploads"
              : "The parameters of the request cannot be read: encode them as a form, in UTF-8,"
                  + " with at most %d of them".formatted(RequestLimits.PARAMETERS),
          unreadable);
    } catch (MultipartException failure) {
      throw RequestParts.refused(failure);
    }
  }

  /** The names of all parameters, in upper case. */
  public Set<String> names() {
    return Collections.unmodifiableSet(values.keySet());
  }

  /**
   * A parameter that makes sense once.
   *
   * @param name in upper case
   * @throws ServiceException if it has several values
   */
  public Optional<String> one(String name) {
    List<String> given = all(name).stream().distinct().toList();
    if (given.size() > 1) {
      throw new ServiceException(
          Code.BAD_PARAMETER, name + " is given more than once: " + String.join(", ", given));
    }
    return given.stream().findFirst();
  }

  /**
   * A parameter that may come several times.
   *
   * @param name in upper case
   * @throws ServiceException if a value is longer than it may be, or is not a text. What is sent
   *     along as a table is not asked for here, and may have any character
   */
  public List<String> all(String name) {
    List<String> given = values.getOrDefault(name, List.of());
    given.forEach(value -> RequestLimits.check(name, value));
    return given;
  }

  /**
   * What makes a job, without what steers it and what is sent along as a table.
   *
   * @throws ServiceException if a parameter has several values
   */
  public Map<String, String> ofJob() {
    Map<String, String> job = new LinkedHashMap<>();
    Set<String> parts =
        uploads().stream()
            .flatMap(source -> source.part().stream())
            .map(part -> part.toUpperCase(Locale.ROOT))
            .collect(Collectors.toSet());
    for (String name : values.keySet()) {
      if (name.equals(UPLOAD)) {
        job.put(name, String.join(";", all(name)));
      } else if (!STEERING.contains(name) && !parts.contains(name)) {
        one(name).ifPresent(value -> job.put(name, value));
      }
    }
    return job;
  }

  /** The format that is asked for, by whatever name; empty where none is. */
  public String format() {
    return one("RESPONSEFORMAT").filter(name -> !name.isBlank()).or(() -> one("FORMAT")).orElse("");
  }

  /**
   * The tables that are sent along.
   *
   * @throws ServiceException if the parameter UPLOAD is wrong
   */
  public List<UploadSource> uploads() {
    return UploadSource.parse(String.join(";", all(UPLOAD)));
  }

  /**
   * The caller's own name for a job.
   *
   * @throws ServiceException if it is longer than 64 characters (TAP 1.1, section 2.7.5)
   */
  public Optional<String> runId() {
    return one("RUNID");
  }
}
