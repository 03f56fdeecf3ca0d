package org.almagest.catalog;

import org.jspecify.annotations.Nullable;

/**
 * How to name a release in a paper. Texts that are not known are null, never empty.
 *
 * @param article the article that describes it: a bibcode, a DOI, or a reference in words
 * @param acknowledgement the sentences that its makers ask for
 * @param doi the identifier of the data themselves, such as {@code doi:10.71929/rubin/2570308}
 * @param creator who made the data
 * @param url a page about it
 */
public record Citation(
    @Nullable String article,
    @Nullable String acknowledgement,
    @Nullable String doi,
    @Nullable String creator,
    @Nullable String url) {

  /** The citation of a release of which nothing is known. */
  public static final Citation NONE = new Citation(null, null, null, null, null);

  /** Turns empty texts into null. */
  public Citation {
    article = nullIfBlank(article);
    acknowledgement = nullIfBlank(acknowledgement);
    doi = nullIfBlank(doi);
    creator = nullIfBlank(creator);
    url = nullIfBlank(url);
  }

  /** What this says, and where it says nothing, what the other does. */
  public Citation or(Citation other) {
    return new Citation(
        article != null ? article : other.article,
        acknowledgement != null ? acknowledgement : other.acknowledgement,
        doi != null ? doi : other.doi,
        creator != null ? creator : other.creator,
        url != null ? url : other.url);
  }

  /** Whether nothing is known of how to cite the release. */
  public boolean isEmpty() {
    return equals(NONE);
  }

  private static @Nullable String nullIfBlank(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
