package org.almagest.adql.conformance;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands in FROM: a table, or a query whose columns may be those of tables. */
interface RowSource {

  /** The type of a column that it has for certain, else null. */
  @Nullable InferredType known(String name);

  /** The same; a table is given the column. Null where there can be none. */
  @Nullable InferredType made(String name);

  /** Whether a column may be added to it. */
  boolean isOpen();

  /** The types of its columns in their order. */
  List<InferredType> types();

  /** The names of its columns in their order; empty for one without. */
  List<String> names();

  /** Adds a column, where it is open. */
  void pad();
}
