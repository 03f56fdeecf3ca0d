package org.almagest.api.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/**
 * The version of this program.
 *
 * @param text such as {@code 0.1.0}
 */
public record ProgramVersion(String text) {

  /** As the build wrote it down. */
  public static ProgramVersion current() {
    Properties properties = new Properties();
    try (InputStream file =
        ProgramVersion.class.getResourceAsStream("/org/almagest/api/version.properties")) {
      properties.load(Objects.requireNonNull(file, "version.properties"));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return new ProgramVersion(properties.getProperty("version"));
  }
}
