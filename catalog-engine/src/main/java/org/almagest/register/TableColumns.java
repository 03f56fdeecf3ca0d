package org.almagest.register;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.almagest.backend.StoredColumns;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.CatalogColumn.Access;
import org.almagest.catalog.CatalogColumn.Visibility;
import org.almagest.catalog.ColumnType;
import org.almagest.catalog.SkyColumns;
import org.almagest.catalog.load.TableDescription;
import org.almagest.foreign.ForeignTableException;
import org.almagest.foreign.HeaderTexts;
import org.almagest.hats.HatsCatalog;
import org.almagest.hats.HatsCollection;
import org.almagest.hats.SpatialColumn;
import org.almagest.hats.VoFields;
import org.almagest.register.RegisterException.Code;
import org.jspecify.annotations.Nullable;

/**
 * The columns that users see of a catalog.
 *
 * @param leftOut sentences on those that they do not
 */
record TableColumns(List<CatalogColumn> columns, List<String> leftOut) {

  TableColumns {
    columns = List.copyOf(columns);
    leftOut = List.copyOf(leftOut);
  }

  /**
   * The columns of files, as described by a Felis file where there is one.
   *
   * @throws RegisterException if names or position columns do not fit
   */
  static TableColumns of(
      HatsCollection collection, @Nullable SkyColumns sky, @Nullable TableDescription described) {
    HatsCatalog catalog = collection.catalog();
    StoredColumns stored = StoredColumns.of(catalog.schema());
    Optional<String> pixels = catalog.spatialColumn().map(SpatialColumn::name);
    Set<String> indexed = new HashSet<>(collection.indexes().keySet());
    if (sky != null) {
      indexed.addAll(List.of(sky.ra(), sky.dec()));
    }
    Set<String> first = Set.copyOf(catalog.properties().defaultColumns());
    VoFields fields = catalog.fields();
    List<CatalogColumn> columns = new ArrayList<>();
    for (CatalogColumn column : stored.columns()) {
      // The pixels are how files are found, not data of the survey.
      if (pixels.filter(column.name()::equals).isEmpty()) {
        columns.add(described(withMeaning(column, fields), described, first, indexed));
      }
    }
    checkNames(catalog, columns);
    try {
      HeaderTexts.check(columns);
    } catch (ForeignTableException e) {
      throw new RegisterException(
          Code.WRONG_CATALOG, "[" + catalog.root() + "] " + e.getMessage(), e);
    }
    if (sky != null) {
      checkPosition(catalog, columns, sky.ra());
      checkPosition(catalog, columns, sky.dec());
    }
    return new TableColumns(columns, stored.leftOut());
  }

  /** What the files tell of a column; a Felis file goes before it. */
  private static CatalogColumn withMeaning(CatalogColumn column, VoFields fields) {
    return fields
        .field(column.name())
        .map(
            field ->
                new CatalogColumn(
                    column.name(),
                    column.type(),
                    field.unit(),
                    field.ucd(),
                    field.utype(),
                    field.description(),
                    column.principal(),
                    column.indexed()))
        .orElse(column);
  }

  private static CatalogColumn described(
      CatalogColumn column,
      @Nullable TableDescription described,
      Set<String> first,
      Set<String> indexed) {
    CatalogColumn told =
        described == null ? column : described.column(column.name()).orElse(column);
    return new CatalogColumn(
        column.name(),
        column.type(),
        told.unit() == null ? column.unit() : told.unit(),
        told.ucd() == null ? column.ucd() : told.ucd(),
        told.utype() == null ? column.utype() : told.utype(),
        description(column, told),
        first.contains(column.name()) ? Visibility.PRINCIPAL : told.principal(),
        indexed.contains(column.name()) ? Access.INDEXED : Access.SCANNED);
  }

  private static @Nullable String description(CatalogColumn column, CatalogColumn told) {
    String text = told.description() == null ? column.description() : told.description();
    return text == null && column.name().contains(".")
        ? "Of the rows nested in this one; a list is written as JSON"
        : text;
  }

  private static void checkNames(HatsCatalog catalog, List<CatalogColumn> columns) {
    if (columns.isEmpty()) {
      throw new RegisterException(
          Code.WRONG_CATALOG, "[" + catalog.root() + "] has no column that is read here");
    }
    Map<String, String> seen = new HashMap<>();
    for (CatalogColumn column : columns) {
      String other = seen.put(column.name().toLowerCase(Locale.ROOT), column.name());
      if (other != null) {
        throw new RegisterException(
            Code.WRONG_CATALOG,
            "The columns ["
                + other
                + "] and ["
                + column.name()
                + "] of ["
                + catalog.root()
                + "] are one name in ADQL: write the catalog with other names");
      }
    }
  }

  private static void checkPosition(HatsCatalog catalog, List<CatalogColumn> columns, String name) {
    ColumnType type =
        columns.stream()
            .filter(column -> column.name().equals(name))
            .findFirst()
            .map(CatalogColumn::type)
            .orElseThrow(
                () ->
                    new RegisterException(
                        Code.WRONG_CATALOG,
                        "["
                            + catalog.root()
                            + "] has no column ["
                            + name
                            + "] for a position; its columns are "
                            + String.join(
                                ", ", columns.stream().map(CatalogColumn::name).toList())));
    if (type != ColumnType.DOUBLE && type != ColumnType.FLOAT) {
      throw new RegisterException(
          Code.WRONG_CATALOG,
          "The position column ["
              + name
              + "] is of type "
              + type.adqlName()
              + ": degrees as REAL or DOUBLE are wanted");
    }
  }
}
