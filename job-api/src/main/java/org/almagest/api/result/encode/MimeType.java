package org.almagest.api.result.encode;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** MIME types as they are compared (RFC 2045, section 5.1). */
final class MimeType {

  private MimeType() {}

  /**
   * A type in one form: lower case, parameters in order, without quotes and blanks, and without a
   * character set, which is always UTF-8.
   */
  static String canonical(String text) {
    String[] parts = text.toLowerCase(Locale.ROOT).replaceAll("[\\s\"]", "").split(";");
    String parameters =
        Arrays.stream(parts)
            .skip(1)
            .filter(parameter -> !parameter.isEmpty() && !parameter.startsWith("charset="))
            .sorted()
            .map(parameter -> ";" + parameter)
            .collect(Collectors.joining());
    return parts.length == 0 ? "" : parts[0] + parameters;
  }
}
