package org.almagest.api.result.provenance;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.CatalogTable;

/** By what links name the rows of a table. */
public final class LinkedRows {
  private LinkedRows() {}

  /**
   * The column whose values name rows: of the UCD {@code meta.id;meta.main}, in a table that others
   * see too.
   */
  public static Optional<CatalogColumn> idColumn(CatalogTable table) {
    return Provenance.isOfRelease(table)
        ? table.columns().stream().filter(LinkedRows::isMainId).findFirst()
        : Optional.empty();
  }

  private static boolean isMainId(CatalogColumn column) {
    if (column.ucd() == null) {
      return false;
    }
    String ucd = column.ucd().toLowerCase(Locale.ROOT);
    if (!ucd.contains("meta.main")) {
      return false;
    }
    List<String> words = Arrays.asList(ucd.split(";"));
    return words.contains("meta.id") && words.contains("meta.main") && names(column);
  }

  /** Whether equal values are equal texts. */
  private static boolean names(CatalogColumn column) {
    return switch (column.type()) {
      case UNSIGNED_BYTE, SHORT, INTEGER, LONG -> true;
      case STRING -> column.xtype() == null;
      case BOOLEAN, FLOAT, DOUBLE, TIMESTAMP -> false;
    };
  }
}
