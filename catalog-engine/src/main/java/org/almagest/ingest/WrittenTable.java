package org.almagest.ingest;

import java.nio.file.Path;
import java.util.List;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.FilePlacement.Layout;
import org.almagest.catalog.SkyColumns;
import org.jspecify.annotations.Nullable;

/** A table that is written, and not yet where it belongs. */
record WrittenTable(
    String name,
    Path folder,
    Layout layout,
    List<CatalogColumn> columns,
    @Nullable SkyColumns sky,
    @Nullable String idColumn) {}
