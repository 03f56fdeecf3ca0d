package org.almagest.foreign;

import java.util.List;
import org.almagest.catalog.CatalogColumn;
import org.jspecify.annotations.Nullable;

/** The texts that tell of the columns of a table: no database takes a NUL in them. */
public final class HeaderTexts {

  private HeaderTexts() {}

  /**
   * Looks at the names of columns and what is told of them.
   *
   * @throws ForeignTableException naming the first with a NUL
   */
  public static void check(List<CatalogColumn> columns) {
    for (int index = 0; index < columns.size(); index++) {
      CatalogColumn column = columns.get(index);
      String place = "column " + (index + 1) + " [" + Shown.of(column.name()) + "]";
      check("name of " + place, column.name());
      check("unit of " + place, column.unit());
      check("UCD of " + place, column.ucd());
      check("utype of " + place, column.utype());
      check("xtype of " + place, column.xtype());
      check("description of " + place, column.description());
    }
  }

  /**
   * Looks at one text.
   *
   * @param what it is, for the message
   * @throws ForeignTableException if it has a NUL
   */
  public static void check(String what, @Nullable String text) {
    int at = text == null ? -1 : text.indexOf('\0');
    if (at >= 0) {
      throw ForeignTableException.bad(
          "has a NUL (U+0000) in the " + what + ", as character " + (at + 1) + ": take it out");
    }
  }
}
