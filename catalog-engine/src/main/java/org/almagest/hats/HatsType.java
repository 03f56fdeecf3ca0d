package org.almagest.hats;

import java.util.Locale;
import java.util.Optional;

/** What a catalog holds: {@code dataproduct_type}. */
public enum HatsType {
  /** Objects, each at one position. */
  OBJECT,
  /** Detections, each at one position. */
  SOURCE,
  /** Pairs of rows of two other catalogs. */
  ASSOCIATION,
  /** Where the rows of another catalog are, by the values of a column. */
  INDEX,
  /** Rows of another catalog that lie close around its partitions. */
  MARGIN,
  /** Values for the pixels of the sky. */
  MAP;

  /** The type of that name. */
  static Optional<HatsType> of(String name) {
    for (HatsType type : values()) {
      if (type.name().equals(name.toUpperCase(Locale.ROOT))) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
