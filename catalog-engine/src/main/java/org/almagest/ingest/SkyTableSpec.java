package org.almagest.ingest;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.load.TableDescription;
import org.almagest.hats.write.CatalogSpec;
import org.almagest.hats.write.ProductType;
import org.almagest.ingest.error.IngestException;
import org.jspecify.annotations.Nullable;

/**
 * A table with positions, as it was asked for.
 *
 * @param described its description; null where there is none
 */
record SkyTableSpec(IngestRequest request, @Nullable TableDescription described, TableShape shape) {

  /** What to write. */
  CatalogSpec spec(SkyPlan sky, long threshold, Instant now) {
    return new CatalogSpec(
        request.release() + "_" + request.table(),
        type(),
        shape.columns(),
        sky.columns(),
        request.skyOptions().marginArcsec(),
        idColumn(),
        threshold,
        now);
  }

  /** Detections are kept in tables that surveys call Source, ForcedSource, DiaSource and so on. */
  private ProductType type() {
    ProductType asked = request.skyOptions().type();
    if (asked != null) {
      return asked;
    }
    return request.table().toLowerCase(Locale.ROOT).endsWith("source")
        ? ProductType.SOURCE
        : ProductType.OBJECT;
  }

  private @Nullable String idColumn() {
    String asked = request.skyOptions().idColumn();
    if (asked != null) {
      return checked(asked);
    }
    List<String> key = described == null ? List.of() : described.primaryKey();
    return shape.columns().stream()
        .filter(column -> key.size() == 1 && column.name().equals(key.get(0)))
        .filter(SkyTableSpec::canBeIndexed)
        .map(CatalogColumn::name)
        .findFirst()
        .orElse(null);
  }

  private String checked(String name) {
    CatalogColumn found =
        shape.columns().stream()
            .filter(column -> column.name().equalsIgnoreCase(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new IngestException(
                        IngestException.Code.WRONG_REQUEST,
                        "There is no column ["
                            + name
                            + "] for the id; the columns are "
                            + shape.columns().stream()
                                .map(CatalogColumn::name)
                                .collect(Collectors.joining(", "))));
    if (!canBeIndexed(found)) {
      throw new IngestException(
          IngestException.Code.WRONG_REQUEST,
          "The column ["
              + found.name()
              + "] cannot be the id: an id is a whole number or text, and its column's name is of"
              + " letters, digits, underscores, points and dashes");
    }
    return found.name();
  }

  private static boolean canBeIndexed(CatalogColumn column) {
    boolean typed =
        switch (column.type()) {
          case UNSIGNED_BYTE, SHORT, INTEGER, LONG, STRING -> true;
          case BOOLEAN, FLOAT, DOUBLE, TIMESTAMP -> false;
        };
    // The list of indexes of a collection is separated by spaces and commas.
    return typed && column.name().matches("[A-Za-z0-9_.-]+");
  }
}
