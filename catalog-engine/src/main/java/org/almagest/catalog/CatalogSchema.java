package org.almagest.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tables under one name: a data release, a user's MyDB, TAP_SCHEMA.
 *
 * @param name the name before the dot in ADQL
 * @param description what it is, or null
 * @param examples queries to learn from that its operator gave; may be none
 * @param citation how to name it in a paper, as far as is known
 */
public record CatalogSchema(
    String name,
    @Nullable String description,
    List<CatalogTable> tables,
    List<QueryExample> examples,
    Citation citation) {

  /** Copies the lists. */
  public CatalogSchema {
    tables = List.copyOf(tables);
    examples = List.copyOf(examples);
  }

  /** A schema without examples of its own, of which no citation is known. */
  public CatalogSchema(String name, @Nullable String description, List<CatalogTable> tables) {
    this(name, description, tables, List.of(), Citation.NONE);
  }
}
