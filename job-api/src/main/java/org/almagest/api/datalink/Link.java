package org.almagest.api.datalink;

import org.jspecify.annotations.Nullable;

/**
 * A row of the table of links (DataLink 1.1, section 3.2).
 *
 * @param id as the request had it
 * @param accessUrl where it leads, or null for a fault
 * @param error what is wrong with the identifier, or null
 * @param semantics a term of the vocabulary {@code http://www.ivoa.net/rdf/datalink/core}
 * @param localSemantics tells links of the same semantics apart, the same for all rows of a table
 */
record Link(
    String id,
    @Nullable String accessUrl,
    @Nullable String error,
    String description,
    String semantics,
    @Nullable String localSemantics) {

  /** A link to rows. */
  static Link to(
      String id, String accessUrl, String description, String semantics, String localSemantics) {
    return new Link(id, accessUrl, null, description, semantics, localSemantics);
  }

  /** What stands in place of links where the identifier is of no row that the caller may see. */
  static Link notFound(String id) {
    return new Link(
        id, null, "NotFoundFault: there is no row [" + id + "]", "No such row", "#this", null);
  }

  /** What stands in place of links where the identifier is none. */
  static Link usage(String id) {
    return new Link(
        id,
        null,
        "UsageFault: ["
            + id
            + "] is not an identifier: write almagest:RELEASE/TABLE/VALUE, or TABLE=RELEASE.TABLE"
            + " beside ID=VALUE",
        "No identifier",
        "#this",
        null);
  }
}
