package org.almagest.api.mydb;

import java.time.Instant;
import java.util.List;
import org.almagest.catalog.CatalogColumn;
import org.almagest.userdb.UserTable;
import org.jspecify.annotations.Nullable;

/** A user table as JSON; the list leaves the columns out. */
record TableView(
    String name,
    String owner,
    long rows,
    long bytes,
    Instant created,
    @Nullable String job,
    @Nullable String adql,
    @Nullable List<ColumnView> columns) {

  /** A column as JSON. */
  record ColumnView(
      String name,
      String type,
      @Nullable String unit,
      @Nullable String ucd,
      @Nullable String description) {

    static ColumnView of(CatalogColumn column) {
      return new ColumnView(
          column.name(),
          column.type().adqlName(),
          column.unit(),
          column.ucd(),
          column.description());
    }
  }

  static TableView summary(UserTable table) {
    return of(table, null);
  }

  static TableView full(UserTable table) {
    return of(table, table.table().columns().stream().map(ColumnView::of).toList());
  }

  private static TableView of(UserTable table, @Nullable List<ColumnView> columns) {
    return new TableView(
        table.table().qualifiedName(),
        table.owner(),
        table.table().rows(),
        table.table().bytes(),
        table.created(),
        table.job(),
        table.adql(),
        columns);
  }
}
