package org.almagest.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a release when tables of it become visible.
 *
 * @param description what it is; null keeps what is known
 * @param examples queries to learn from, instead of those that it has; none keeps them
 * @param citation how to name it in a paper; what that does not say stays as it is known
 * @param found a citation that its files tell: kept if none is known
 */
public record ReleaseNotes(
    @Nullable String description, List<QueryExample> examples, Citation citation, Citation found) {

  /** Nothing is said. */
  public static final ReleaseNotes NONE = description(null);

  /** Copies the list. */
  public ReleaseNotes {
    examples = List.copyOf(examples);
  }

  /** Only what the release is. */
  public static ReleaseNotes description(@Nullable String text) {
    return new ReleaseNotes(text, List.of(), Citation.NONE, Citation.NONE);
  }

  /** The same, with what files tell. */
  public ReleaseNotes withFound(Citation told) {
    return new ReleaseNotes(description, examples, citation, told);
  }
}
