package org.almagest.api.result.encode;

import org.jspecify.annotations.Nullable;

/** Writes one row in a form of its own; for use by several threads. */
@FunctionalInterface
interface RowEncoder {

  /**
   * Adds a row.
   *
   * @param row values as {@link org.almagest.backend.RowStream} has them
   */
  void encode(@Nullable Object[] row, Bytes out);
}
