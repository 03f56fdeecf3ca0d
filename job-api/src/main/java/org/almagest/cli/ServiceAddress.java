package org.almagest.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Set;
import org.almagest.api.database.ServiceLock;
import org.almagest.catalog.DataDirectory;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say which service a command talks to. */
final class ServiceAddress {

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = {
        "Address of the service, such as http://127.0.0.1:8080.",
        "Default: $ALMAGEST_URL, else the service that runs on the data directory."
      })
  private @Nullable String url;

  @Mixin
  @SuppressWarnings("NullAway.Init") // set by picocli
  private DataDirOption dataDir;

  /** The address without a slash at its end. */
  URI uri() {
    String address = url != null ? url : System.getenv("ALMAGEST_URL");
    if (address == null || address.isBlank()) {
      address = ofDataDirectory(dataDir.dataDirectory());
    }
    String trimmed = address.replaceAll("/+$", "").replaceAll("/tap$", "");
    try {
      URI uri = new URI(trimmed);
      if (uri.getHost() == null || !Set.of("http", "https").contains(uri.getScheme())) {
        throw new URISyntaxException(trimmed, "no address of a service");
      }
      return uri;
    } catch (URISyntaxException e) {
      throw CommandFailure.wrongUse(
          "The address (--url or ALMAGEST_URL) is like http://127.0.0.1:8080, not ["
              + trimmed
              + "]",
          e);
    }
  }

  private static String ofDataDirectory(DataDirectory directory) {
    return ServiceLock.address(directory)
        .orElseThrow(
            () ->
                new CommandFailure(
                    "No service runs on the data directory ["
                        + shown(directory.root())
                        + "]. Start one with: almagest up --data-dir "
                        + shown(directory.root())
                        + " (or name another with --url)"));
  }

  private static Path shown(Path path) {
    return path;
  }
}
