package org.almagest.ingest;

import java.io.Serializable;
import java.util.List;
import org.almagest.catalog.CatalogColumn;
import org.jspecify.annotations.Nullable;

/**
 * The table to make.
 *
 * @param columns its columns; those that are not in the files come last
 * @param fromFiles how many of them are in the files
 * @param sky where positions come from, or null where there are none
 */
record TableShape(List<CatalogColumn> columns, int fromFiles, @Nullable SkyPlan sky)
    implements Serializable {

  TableShape {
    columns = List.copyOf(columns);
  }
}
