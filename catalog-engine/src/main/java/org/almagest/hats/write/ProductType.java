package org.almagest.hats.write;

import java.util.Locale;

/** What the rows of a catalog are: {@code dataproduct_type}. */
public enum ProductType {
  /** A row for each thing on the sky. */
  OBJECT,
  /** A row for each detection. */
  SOURCE;

  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
