package org.almagest.api.result.encode;

import org.jspecify.annotations.Nullable;

/** Writes the values of one column as bytes. */
@FunctionalInterface
interface BinaryCell {

  /** Adds a value; something that stands for it where it is null. */
  void add(@Nullable Object value, Bytes out);
}
