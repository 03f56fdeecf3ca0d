package org.almagest.userdb;

import java.util.List;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.CatalogColumn.Access;
import org.almagest.catalog.CatalogColumn.Visibility;
import org.almagest.catalog.ColumnType;
import org.almagest.catalog.VotableType;

/** Columns of a table of stars, with all that may be told of a column. */
final class StarColumns {

  private StarColumns() {}

  static CatalogColumn column(String name, ColumnType type, String unit, String ucd) {
    return new CatalogColumn(
        name,
        type,
        unit,
        ucd,
        "src:" + name,
        "About " + name,
        Visibility.PRINCIPAL,
        Access.INDEXED);
  }

  static final List<CatalogColumn> ALL =
      List.of(
          column("objectId", ColumnType.LONG, null, "meta.id;meta.main"),
          column("ra", ColumnType.DOUBLE, "deg", "pos.eq.ra;meta.main"),
          column("decl", ColumnType.DOUBLE, "deg", "POS.EQ.DEC;meta.main"),
          column("pos", ColumnType.STRING, null, null).withXtype("point"),
          column("flux", ColumnType.STRING, "nJy", "phot.flux")
              .withDeclared(new VotableType("float", "8x*")));
}
