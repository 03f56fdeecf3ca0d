package org.almagest.api.upload;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.almagest.api.error.ServiceException;
import org.almagest.api.error.ServiceException.Code;

/**
 * One table of the parameter UPLOAD (TAP 1.1, section 2.7.6; DALI 1.1, section 3.4.5).
 *
 * @param table its name, {@code TAP_UPLOAD.table} in the query
 * @param uri where it comes from
 */
public record UploadSource(String table, URI uri) {
  private static final Pattern REGULAR_IDENTIFIER = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

  /**
   * Reads the parameter.
   *
   * @param text pairs of a name and a URI with a comma between; a semicolon or a line break between
   *     pairs
   * @throws ServiceException saying which pair is wrong
   */
  public static List<UploadSource> parse(String text) {
    List<UploadSource> sources = new ArrayList<>();
    for (String pair : text.split("[;\n]")) {
      if (!pair.isBlank()) {
        UploadSource source = of(pair.strip());
        for (UploadSource other : sources) {
          if (other.table().equalsIgnoreCase(source.table())) {
            throw bad("UPLOAD names the table [" + source.table() + "] twice: rename one");
          }
        }
        sources.add(source);
      }
    }
    return List.copyOf(sources);
  }

  private static UploadSource of(String pair) {
    int comma = pair.indexOf(',');
    if (comma < 0) {
      throw bad(
          "UPLOAD must be like name,param:part or name,https://host/path, not [" + pair + "]");
    }
    String table = pair.substring(0, comma).strip();
    if (!REGULAR_IDENTIFIER.matcher(table).matches()) {
      throw bad(
          "UPLOAD names a table ["
              + table
              + "]: begin with a letter and use letters, digits and underscores only");
    }
    String uri = pair.substring(comma + 1).strip();
    try {
      UploadSource source = new UploadSource(table, new URI(uri));
      switch (source.scheme()) {
        case "param", "http", "https" -> {
          return source;
        }
        default ->
            throw bad(
                "UPLOAD cannot fetch ["
                    + uri
                    + "]: the URI must begin with param:, http: or https:");
      }
    } catch (URISyntaxException e) {
      throw new ServiceException(
          Code.BAD_PARAMETER, "UPLOAD has no URI in [" + pair + "]: " + e.getMessage(), e);
    }
  }

  private String scheme() {
    String scheme = uri.getScheme();
    return scheme == null ? "" : scheme.toLowerCase(Locale.ROOT);
  }

  /** The part of the request that holds it, if it comes inline. */
  public Optional<String> part() {
    return scheme().equals("param") ? Optional.of(uri.getSchemeSpecificPart()) : Optional.empty();
  }

  private static ServiceException bad(String message) {
    return new ServiceException(Code.BAD_PARAMETER, message);
  }
}
