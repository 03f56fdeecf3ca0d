package org.almagest.cli;

import java.nio.file.Path;
import java.util.List;
import org.almagest.adql.AdqlSyntax;
import org.almagest.adql.error.AdqlException;
import org.almagest.catalog.Citation;
import org.almagest.catalog.QueryExample;
import org.almagest.catalog.ReleaseNotes;
import org.almagest.catalog.load.ExamplesReader;
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

  @Option(
      names = "--examples",
      paramLabel = "FILE",
      description =
          "YAML with queries to learn from, instead of those that the release has; see"
              + " docs/ingest-and-register.md.")
  private @Nullable Path examples;

  @Option(
      names = "--citation",
      paramLabel = "TEXT",
      description =
          "The article to cite for the release: a bibcode, a DOI, or a reference in words. Results"
              + " tell it.")
  private @Nullable String citation;

  @Option(
      names = "--acknowledgement",
      paramLabel = "TEXT",
      description = "The sentences that papers with data of the release shall have.")
  private @Nullable String acknowledgement;

  @Option(names = "--doi", paramLabel = "DOI", description = "The DOI of the release itself.")
  private @Nullable String doi;

  @Option(names = "--creator", paramLabel = "TEXT", description = "Who made the release.")
  private @Nullable String creator;

  @Option(names = "--reference-url", paramLabel = "URL", description = "A page about the release.")
  private @Nullable String referenceUrl;

  /**
   * The queries to learn from, read before the table is made.
   *
   * @throws CommandFailure if one is not ADQL
   */
  private List<QueryExample> examples() {
    if (examples == null) {
      return List.of();
    }
    List<QueryExample> read = ExamplesReader.read(examples);
    AdqlSyntax grammar = new AdqlSyntax(List.of());
    for (QueryExample example : read) {
      try {
        grammar.check(example.adql());
      } catch (AdqlException wrong) {
        throw new CommandFailure(
            examples + ": the example [" + example.name() + "]: " + wrong.describe(), wrong);
      }
    }
    return read;
  }

  String release() {
    return release;
  }

  String table() {
    return table;
  }

  /**
   * What is said of the release; what is not said stays as it is known.
   *
   * @throws CommandFailure if an example is not ADQL
   */
  ReleaseNotes notes() {
    return new ReleaseNotes(
        releaseDescription,
        examples(),
        new Citation(citation, acknowledgement, doi, creator, referenceUrl),
        Citation.NONE);
  }

  @Nullable String description() {
    return description;
  }
}
