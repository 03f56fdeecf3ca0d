package org.almagest.api.result.encode;

import java.util.List;
import org.almagest.backend.ResultColumn;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.ColumnType;
import org.almagest.catalog.VotableType;

/** How the rows of a VOTable are written (VOTable 1.4, section 5). */
enum VotableSerialization {
  /** As XML. */
  TABLEDATA,
  /** As bytes; nulls are values of their own. */
  BINARY,
  /** As bytes, with flags for nulls. */
  BINARY2;

  RowEncoder rows(List<ResultColumn> columns) {
    return this == TABLEDATA ? new TabledataRows(columns) : new BinaryRows(this, columns);
  }

  /** What a column is declared as: BINARY has no null for bytes, so that they become shorts. */
  VotableType type(CatalogColumn column) {
    return this == BINARY && column.type() == ColumnType.UNSIGNED_BYTE
        ? new VotableType(ColumnType.SHORT.votableDatatype(), null)
        : column.votableType();
  }
}
