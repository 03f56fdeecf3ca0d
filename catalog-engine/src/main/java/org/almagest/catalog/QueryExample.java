package org.almagest.catalog;

import org.jspecify.annotations.Nullable;

/**
 * A query to learn from (DALI 1.1, section 2.3).
 *
 * @param name one line
 * @param description what it does and why it is written so, or null
 * @param adql runs in moments, however large the release
 */
public record QueryExample(String name, @Nullable String description, String adql) {

  /** Checks that there is a query and a name for it. */
  public QueryExample {
    name = name.strip();
    adql = adql.strip();
    if (name.isEmpty() || adql.isEmpty()) {
      throw new IllegalArgumentException("An example needs a name and a query");
    }
  }
}
