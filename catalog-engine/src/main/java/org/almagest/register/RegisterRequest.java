package org.almagest.register;

import java.nio.file.Path;
import org.almagest.hats.Location;
import org.jspecify.annotations.Nullable;

/**
 * What to register as what.
 *
 * @param release the schema of the table in ADQL
 * @param location the folder of the catalog or collection
 * @param raColumn the column of the right ascension, where the catalog's properties do not say it
 * @param decColumn the column of the declination
 * @param description what the table holds, or null
 * @param releaseDescription what the release is, or null to keep what is known
 * @param felis a file with units, UCDs and descriptions of the columns, or null
 */
public record RegisterRequest(
    String release,
    String table,
    Location location,
    @Nullable String raColumn,
    @Nullable String decColumn,
    @Nullable String description,
    @Nullable String releaseDescription,
    @Nullable Path felis) {

  /** A request that leaves everything to the catalog's properties. */
  public static RegisterRequest of(String release, String table, Location location) {
    return new RegisterRequest(release, table, location, null, null, null, null, null);
  }

  /** The same request with position columns. */
  public RegisterRequest withPosition(@Nullable String ra, @Nullable String dec) {
    return new RegisterRequest(
        release, table, location, ra, dec, description, releaseDescription, felis);
  }

  /** The same request with descriptions. */
  public RegisterRequest withDescriptions(
      @Nullable String ofRelease, @Nullable String ofTable, @Nullable Path felisFile) {
    return new RegisterRequest(
        release, table, location, raColumn, decColumn, ofTable, ofRelease, felisFile);
  }
}
