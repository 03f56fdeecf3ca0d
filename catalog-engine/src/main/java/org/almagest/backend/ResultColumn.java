package org.almagest.backend;

import org.almagest.catalog.CatalogColumn;
import org.jspecify.annotations.Nullable;

/**
 * A column of a result: its name there, and the metadata it inherits from the catalog column that
 * it passes on, if it does.
 *
 * @param name unique in the result, without regard to case
 * @param column type, unit, UCD and description; its own name is {@code name}
 * @param xtype DALI's name of what a text is: {@code point}, {@code circle}, {@code polygon},
 *     {@code region}; else null
 */
public record ResultColumn(String name, CatalogColumn column, @Nullable String xtype) {

  /** A column whose values are what their type says. */
  public ResultColumn(String name, CatalogColumn column) {
    this(name, column, null);
  }
}
