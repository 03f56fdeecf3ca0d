package org.almagest.ingest;

import java.nio.file.Path;
import org.almagest.catalog.ReleaseNotes;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a table beside its files.
 *
 * @param ofRelease what is said of the release, and kept with the table or not at all
 * @param table what the table holds; null takes that of the Felis file
 * @param felis the description of the columns; null to infer them
 */
public record Descriptions(ReleaseNotes ofRelease, @Nullable String table, @Nullable Path felis) {

  /** Descriptions that say nothing. */
  public static final Descriptions NONE = new Descriptions(ReleaseNotes.NONE, null, null);

  /** Of the release, only what it is; null keeps what is known. */
  public Descriptions(@Nullable String release, @Nullable String table, @Nullable Path felis) {
    this(ReleaseNotes.description(release), table, felis);
  }

  /** Descriptions that a Felis file gives. */
  public static Descriptions felis(@Nullable Path file) {
    return new Descriptions(ReleaseNotes.NONE, null, file);
  }
}
