package org.almagest.ingest;

import java.io.Serializable;
import java.util.List;

/**
 * A table of columns that are seldom wanted, beside the table of the others: rows of both have the
 * same id.
 *
 * @param table its name in the same release
 * @param columns what it takes from the other table
 */
public record Companion(String table, List<String> columns) implements Serializable {

  /** Copies the columns. */
  public Companion {
    columns = List.copyOf(columns);
  }
}
