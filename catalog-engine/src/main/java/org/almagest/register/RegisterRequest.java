package org.almagest.register;

import java.nio.file.Path;
import org.almagest.catalog.ReleaseNotes;
import org.almagest.hats.Location;
import org.almagest.hats.MissingPartitions;
import org.jspecify.annotations.Nullable;

/**
 * What to register as what.
 *
 * @param release the schema of the table in ADQL
 * @param location the folder of the catalog or collection
 * @param raColumn the column of the right ascension, where the catalog's properties do not say it
 * @param decColumn the column of the declination
 * @param description what the table holds, or null
 * @param ofRelease what is said of the release, and kept with the table or not at all
 * @param felis a file with units, UCDs and descriptions of the columns, or null
 * @param missing what to do where partitions of the catalog have no files
 */
public record RegisterRequest(
    String release,
    String table,
    Location location,
    @Nullable String raColumn,
    @Nullable String decColumn,
    @Nullable String description,
    ReleaseNotes ofRelease,
    @Nullable Path felis,
    MissingPartitions missing) {

  /** A request that leaves everything to the catalog's properties. */
  public static RegisterRequest of(String release, String table, Location location) {
    return new RegisterRequest(
        release,
        table,
        location,
        null,
        null,
        null,
        ReleaseNotes.NONE,
        null,
        MissingPartitions.REFUSE);
  }

  /** The same request with position columns. */
  public RegisterRequest withPosition(@Nullable String ra, @Nullable String dec) {
    return new RegisterRequest(
        release, table, location, ra, dec, description, ofRelease, felis, missing);
  }

  /** The same request with descriptions. */
  public RegisterRequest withDescriptions(
      @Nullable String ofRelease, @Nullable String ofTable, @Nullable Path felisFile) {
    return withDescriptions(ReleaseNotes.description(ofRelease), ofTable, felisFile);
  }

  /** The same with descriptions, and more of the release. */
  public RegisterRequest withDescriptions(
      ReleaseNotes notes, @Nullable String ofTable, @Nullable Path felisFile) {
    return new RegisterRequest(
        release, table, location, raColumn, decColumn, ofTable, notes, felisFile, missing);
  }

  /** The same, with another way to treat missing files. */
  public RegisterRequest withMissing(MissingPartitions policy) {
    return new RegisterRequest(
        release, table, location, raColumn, decColumn, description, ofRelease, felis, policy);
  }
}
