package org.almagest;

import java.nio.file.Path;

/** Where the real data lie that some tests use. */
public final class TestData {

  private TestData() {}

  /** The folder, which may be absent. */
  public static Path root() {
    String given = System.getenv("ALMAGEST_CONFORMANCE_DATA");
    return (given == null ? Path.of("../../shared/data") : Path.of(given))
        .toAbsolutePath()
        .normalize();
  }
}
