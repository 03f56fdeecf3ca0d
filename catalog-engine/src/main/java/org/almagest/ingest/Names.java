package org.almagest.ingest;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The rules for names of releases and tables. */
final class Names {

  private static final Pattern REGULAR_IDENTIFIER = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");
  private static final Set<String> OWN_SCHEMAS = Set.of("mydb", "tap_schema", "tap_upload");

  private Names() {}

  static void check(IngestRequest request) {
    regular("release", request.release());
    regular("table", request.table());
    if (OWN_SCHEMAS.contains(request.release().toLowerCase(Locale.ROOT))) {
      throw wrong(
          "The name ["
              + request.release()
              + "] is not free for a release: it names tables of"
              + " users or of the service. Choose another one");
    }
    if (request.files().isEmpty()) {
      throw wrong("Give at least one file to ingest");
    }
  }

  private static void regular(String what, String name) {
    if (!REGULAR_IDENTIFIER.matcher(name).matches()) {
      throw wrong(
          "The name ["
              + name
              + "] cannot be used for a "
              + what
              + " in ADQL: begin with a letter and use letters, digits and underscores only");
    }
  }

  private static IngestException wrong(String message) {
    return new IngestException(IngestException.Code.WRONG_REQUEST, message);
  }
}
