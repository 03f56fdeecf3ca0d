package org.almagest.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that name a table to make, and say what it is. */
final class NewTable {

  @Option(
      names = "--release",
      required = true,
      paramLabel = "R",
      description = "The release; in ADQL the table is R.T.")
  @SuppressWarnings("NullAway.Init") // set by picocli
  private String release;

  @Option(names = "--table", required = true, paramLabel = "T", description = "The table.")
  @SuppressWarnings("NullAway.Init") // set by picocli
  private String table;

  @Option(names = "--description", paramLabel = "TEXT", description = "What the table holds.")
  private @Nullable String description;

  @Option(
      names = "--release-description",
      paramLabel = "TEXT",
      description = "What the release is.")
  private @Nullable String releaseDescription;

  String release() {
    return release;
  }

  String table() {
    return table;
  }

  @Nullable String description() {
    return description;
  }

  @Nullable String releaseDescription() {
    return releaseDescription;
  }
}
