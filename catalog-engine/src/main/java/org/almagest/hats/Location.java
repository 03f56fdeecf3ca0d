package org.almagest.hats;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * A file or folder: the absolute path of a local one, or the URI of one on another file system.
 *
 * @param text {@code /data/gaia} or {@code hdfs://host:8020/gaia}; no slash at its end
 */
public record Location(String text) implements Serializable {

  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

  /**
   * The place that a text names.
   *
   * @param text a path, absolute or not, or a URI; {@code file:} URIs become paths
   */
  public static Location of(String text) {
    if (text.regionMatches(true, 0, "file:", 0, 5)) {
      return of(Path.of(text.substring(5).replaceFirst("^/{2,}", "/")));
    }
    return SCHEME.matcher(text).matches()
        ? new Location(text.replaceFirst("(?<!/)/+$", ""))
        : of(Path.of(text));
  }

  /** A local place. */
  public static Location of(Path path) {
    return new Location(path.toAbsolutePath().normalize().toString());
  }

  /** Whether it is on a file system of this machine. */
  public boolean isLocal() {
    return !SCHEME.matcher(text).matches();
  }

  /**
   * The local path.
   *
   * @throws IllegalStateException if it is not local
   */
  public Path path() {
    if (!isLocal()) {
      throw new IllegalStateException("[" + text + "] is not on a local file system");
    }
    return Path.of(text);
  }

  /** What lies inside, such as {@code dataset/_metadata}. */
  public Location resolve(String inside) {
    return new Location(text.endsWith("/") ? text + inside : text + "/" + inside);
  }

  /** The last part of the path. */
  public String name() {
    return text.substring(text.lastIndexOf('/') + 1);
  }

  @Override
  public String toString() {
    return text;
  }
}
