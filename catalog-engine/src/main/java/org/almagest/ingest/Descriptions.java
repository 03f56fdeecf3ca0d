package org.almagest.ingest;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a table beside its files.
 *
 * @param release what the release is; null keeps what is known
 * @param table what the table holds; null takes that of the Felis file
 * @param felis the description of the columns; null to infer them
 */
public record Descriptions(@Nullable String release, @Nullable String table, @Nullable Path felis) {

  /** Descriptions that say nothing. */
  public static final Descriptions NONE = new Descriptions(null, null, null);

  /** Descriptions that a Felis file gives. */
  public static Descriptions felis(@Nullable Path file) {
    return new Descriptions(null, null, file);
  }
}
