package org.almagest.backend;

import org.almagest.catalog.CatalogColumn;

/**
 * A column of a result: its name there, and the metadata it inherits from the catalog column that
 * it passes on, if it does.
 *
 * @param name unique in the result, without regard to case
 * @param column type, unit, UCD, description and xtype; its own name is {@code name}
 */
public record ResultColumn(String name, CatalogColumn column) {}
