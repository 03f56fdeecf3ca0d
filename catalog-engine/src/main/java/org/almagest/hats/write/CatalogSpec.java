package org.almagest.hats.write;

import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.ColumnType;
import org.almagest.catalog.SkyColumns;
import org.almagest.hats.HatsCatalog;
import org.jspecify.annotations.Nullable;

/**
 * The collection to write: a catalog with its margin and its index.
 *
 * @param name the name of the catalog, and of its folder in the collection
 * @param columns without the column of pixels
 * @param skyColumns the position columns
 * @param marginArcsec how far margins reach [arcsec]; 0 for no margin
 * @param idColumn the column of the index; null for no index
 * @param maxRows the threshold that partitions are chosen by
 * @param created when it is made
 */
public record CatalogSpec(
    String name,
    ProductType type,
    List<CatalogColumn> columns,
    SkyColumns skyColumns,
    double marginArcsec,
    @Nullable String idColumn,
    long maxRows,
    Instant created)
    implements Serializable {

  /** Copies the columns. */
  public CatalogSpec {
    columns = List.copyOf(columns);
  }

  /** The columns of the files: that of pixels first. */
  List<CatalogColumn> stored() {
    List<CatalogColumn> stored = new ArrayList<>();
    stored.add(CatalogColumn.of(HatsCatalog.HEALPIX_COLUMN, ColumnType.LONG));
    stored.addAll(columns);
    return stored;
  }

  List<ColumnType> types() {
    return columns.stream().map(CatalogColumn::type).toList();
  }

  /** The name of the margin, and of its folder. */
  public String marginName() {
    return marginName(name, marginArcsec);
  }

  /** The name of a margin of a catalog, and of its folder. */
  public static String marginName(String catalog, double arcsec) {
    String threshold =
        arcsec == Math.rint(arcsec)
            ? Long.toString((long) arcsec)
            : String.format(Locale.ROOT, "%s", arcsec);
    return catalog + "_" + threshold + "arcs";
  }

  /** The name of the index, and of its folder. */
  public String indexName() {
    return indexName(name, String.valueOf(idColumn));
  }

  /** The name of the index of a column of a catalog, and of its folder. */
  public static String indexName(String catalog, String column) {
    return catalog + "_" + column;
  }

  /** Where the column of the index is; -1 where there is no index. */
  int idIndex() {
    for (int index = 0; index < columns.size(); index++) {
      if (columns.get(index).name().equals(idColumn)) {
        return index;
      }
    }
    return -1;
  }
}
