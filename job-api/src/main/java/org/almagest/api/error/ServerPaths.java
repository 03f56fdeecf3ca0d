package org.almagest.api.error;

import java.util.regex.Pattern;

/**
 * Keeps from users where files of the server lie. Engines name files in their messages by their
 * whole path; the name alone tells a user, and the operator who is asked about it, which one it is,
 * and the operator finds the path in the log.
 */
public final class ServerPaths {

  /**
   * An absolute path of two names or more, or the URL of a file; not the rest of another URL, and
   * not an address of the service. A path ends before a space or a sign that no file here has.
   */
  private static final Pattern PATH =
      Pattern.compile(
          "(?:\\b(?:file|hdfs|viewfs|s3[an]?|gs|abfss?|wasbs?):/|(?<![\\w.:/~)\\]}-])/)"
              + "(?!(?:tap|api|health|metrics)/)"
              + "[^\\s\"'`<>|,;()\\[\\]{}]*/(?=[^\\s/])([^\\s/\"'`<>|,;()\\[\\]{}]*)/?");

  private ServerPaths() {}

  /** A text with the last name of each path in it, after {@code .../}. */
  public static String hidden(String text) {
    return text.indexOf('/') < 0 ? text : PATH.matcher(text).replaceAll(".../$1");
  }
}
