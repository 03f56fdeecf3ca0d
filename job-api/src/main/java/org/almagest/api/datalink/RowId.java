package org.almagest.api.datalink;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * The name of a row, unique within the service: {@code almagest:RELEASE/TABLE/VALUE}, each part
 * percent-encoded, such as {@code almagest:dr1/object/1234}.
 *
 * @param value of the table's main identifier
 */
record RowId(String release, String table, String value) {
  private static final String SCHEME = "almagest:";

  /** Reads it; empty if the text is not of that form. */
  static Optional<RowId> parse(String text) {
    if (!text.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
      return Optional.empty();
    }
    String[] parts = text.substring(SCHEME.length()).split("/", -1);
    if (parts.length != 3 || parts[0].isEmpty() || parts[1].isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new RowId(decoded(parts[0]), decoded(parts[1]), decoded(parts[2])));
    } catch (IllegalArgumentException brokenEscape) {
      return Optional.empty();
    }
  }

  /** A plus stands for itself in a URI that is no form. */
  private static String decoded(String part) {
    return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** The form in which {@link #parse} reads it. */
  String text() {
    return SCHEME + encoded(release) + "/" + encoded(table) + "/" + encoded(value);
  }

  private static String encoded(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
