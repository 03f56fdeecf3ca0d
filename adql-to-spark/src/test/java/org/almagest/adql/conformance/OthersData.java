package org.almagest.adql.conformance;

import java.nio.file.Path;

/**
 * Where the data lie that others made: catalogs of LSDB, query sets of the IVOA, tables of Qserv.
 */
public final class OthersData {
  static final String VARIABLE = "ALMAGEST_CONFORMANCE_DATA";

  private OthersData() {}

  /**
   * The folder, beside the project unless the environment says otherwise. It may be absent: only
   * tests with {@link ComparesWithOthers} may read from it.
   */
  public static Path root() {
    String given = System.getenv(VARIABLE);
    return (given == null ? Path.of("../../shared/data") : Path.of(given))
        .toAbsolutePath()
        .normalize();
  }
}
