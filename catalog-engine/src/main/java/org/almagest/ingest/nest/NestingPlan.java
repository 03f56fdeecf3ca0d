package org.almagest.ingest.nest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.CatalogTable;
import org.almagest.catalog.ColumnType;
import org.almagest.catalog.FilePlacement;
import org.almagest.catalog.SkyColumns;
import org.almagest.catalog.TableNotes;
import org.almagest.catalog.store.CatalogStore;
import org.almagest.hats.HatsCollection;
import org.almagest.hats.HatsException;
import org.almagest.hats.HatsProperties;
import org.almagest.hats.Location;
import org.almagest.hats.write.parquet.NestedColumn;
import org.almagest.ingest.error.IngestException;
import org.almagest.ingest.file.ParquetTypes;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * What a request to nest comes to.
 *
 * @param objects the files of the table whose rows get the column
 * @param sources the files of the table whose rows are nested
 * @param idType the type of ids: LONG or STRING
 * @param column the column
 */
record NestingPlan(
    CatalogTable object,
    HatsCollection objects,
    HatsCollection sources,
    String objectId,
    String sourceId,
    ColumnType idType,
    NestedColumn column) {

  /**
   * Looks up what a request names.
   *
   * @throws IngestException if something of it is not there, or does not fit
   */
  static NestingPlan of(NestRequest request, CatalogStore store) {
    CatalogTable object = table(store, request.object());
    CatalogTable source = table(store, request.source());
    HatsCollection objects = open(object);
    HatsCollection sources = open(source);
    MessageType objectSchema = objects.catalog().schema();
    MessageType sourceSchema = sources.catalog().schema();
    String objectId = column(objectSchema, object, request.objectId());
    String sourceId = column(sourceSchema, source, request.sourceId());
    ColumnType idType = idType(objectSchema, object, objectId);
    if (idType != idType(sourceSchema, source, sourceId)) {
      throw wrong(
          "The ids [%s] and [%s] are not of one type: one is a number, the other a text",
          object.qualifiedName() + "." + objectId, source.qualifiedName() + "." + sourceId);
    }
    for (Type field : objectSchema.getFields()) {
      if (field.getName().equalsIgnoreCase(request.name())) {
        throw wrong(
            "The table [%s] has a column [%s] already: choose another name for the nested one",
            object.qualifiedName(), field.getName());
      }
    }
    NestedColumn column = nested(request, source, sourceSchema);
    return new NestingPlan(object, objects, sources, objectId, sourceId, idType, column);
  }

  private static CatalogTable table(CatalogStore store, String name) {
    return store.releases().stream()
        .flatMap(release -> release.tables().stream())
        .filter(table -> table.qualifiedName().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(() -> wrong("There is no table [%s]: write RELEASE.TABLE", name));
  }

  private static HatsCollection open(CatalogTable table) {
    if (table.files().layout() != FilePlacement.Layout.HATS) {
      throw wrong(
          "The table [%s] has no positions, so that it is no HATS catalog: ingest it with --ra and"
              + " --dec",
          table.qualifiedName());
    }
    SkyColumns sky = table.skyColumns();
    Map<String, String> known =
        sky == null ? Map.of() : Map.of("hats_col_ra", sky.ra(), "hats_col_dec", sky.dec());
    try {
      return HatsCollection.openKnown(
          Location.of(table.files().location()), new HatsProperties(known), table.rows());
    } catch (HatsException e) {
      throw new IngestException(
          IngestException.Code.BROKEN_FILE, String.valueOf(e.getMessage()), e);
    }
  }

  /** The name of a column as files have it. */
  private static String column(MessageType schema, CatalogTable table, String name) {
    for (Type field : schema.getFields()) {
      if (field.getName().equalsIgnoreCase(name)) {
        return field.getName();
      }
    }
    throw wrong(
        "The table [%s] has no column [%s]; its columns are %s",
        table.qualifiedName(),
        name,
        String.join(", ", table.columns().stream().map(CatalogColumn::name).toList()));
  }

  private static ColumnType idType(MessageType schema, CatalogTable table, String name) {
    ColumnType type = type(schema, table, name);
    return switch (type) {
      case UNSIGNED_BYTE, SHORT, INTEGER, LONG -> ColumnType.LONG;
      case STRING -> ColumnType.STRING;
      case BOOLEAN, FLOAT, DOUBLE, TIMESTAMP ->
          throw wrong(
              "The column [%s] of [%s] is of type %s: an id is a whole number or a text",
              name, table.qualifiedName(), type.adqlName());
    };
  }

  private static ColumnType type(MessageType schema, CatalogTable table, String name) {
    Type field = schema.getType(name);
    ColumnType type =
        field.isPrimitive() && !field.isRepetition(Type.Repetition.REPEATED)
            ? ParquetTypes.type(field.asPrimitiveType())
            : null;
    if (type == null) {
      throw wrong(
          "The column [%s] of [%s] is no column of single values of a known type",
          name, table.qualifiedName());
    }
    return type;
  }

  private static NestedColumn nested(NestRequest request, CatalogTable source, MessageType schema) {
    List<CatalogColumn> fields = new ArrayList<>();
    for (String wanted : request.columns()) {
      String name = column(schema, source, wanted);
      if (fields.stream().anyMatch(field -> field.name().equals(name))) {
        throw wrong("The column [%s] is named twice", name);
      }
      CatalogColumn known = source.column(name).orElse(CatalogColumn.of(name, ColumnType.STRING));
      fields.add(
          new CatalogColumn(
              name,
              type(schema, source, name),
              known.unit(),
              known.ucd(),
              known.utype(),
              known.description(),
              known.principal(),
              CatalogColumn.Access.SCANNED));
    }
    if (fields.isEmpty()) {
      throw wrong("Name at least one column of [%s] to nest", source.qualifiedName());
    }
    return new NestedColumn(request.name(), fields, sortField(request, fields));
  }

  private static int sortField(NestRequest request, List<CatalogColumn> fields) {
    String wanted = request.sortColumn();
    if (wanted == null) {
      return -1;
    }
    for (int index = 0; index < fields.size(); index++) {
      CatalogColumn field = fields.get(index);
      if (field.name().equalsIgnoreCase(wanted)) {
        if (field.type() == ColumnType.STRING || field.type() == ColumnType.BOOLEAN) {
          throw wrong("Rows are sorted by a number or a time, not by [%s]", field.name());
        }
        return index;
      }
    }
    throw wrong("The column [%s] to sort by is none of those that are nested", wanted);
  }

  /** The columns that users see of the new table. */
  List<CatalogColumn> shown() {
    List<CatalogColumn> columns = new ArrayList<>(object.columns());
    for (CatalogColumn field : column.fields()) {
      String description = field.description();
      columns.add(
          new CatalogColumn(
              column.name() + "." + field.name(),
              ColumnType.STRING,
              field.unit(),
              field.ucd(),
              field.utype(),
              (description == null ? "" : description + "; ")
                  + "one value for each row of ["
                  + column.name()
                  + "], written as a list in JSON",
              CatalogColumn.Visibility.SECONDARY,
              CatalogColumn.Access.SCANNED));
    }
    return columns;
  }

  /** What is told of the new table: keys of the objects hold in their own release. */
  TableNotes notes(String release) {
    TableNotes told = object.notes();
    return new TableNotes(
        null,
        null,
        release.equalsIgnoreCase(object.schema()) ? told.keys() : List.of(),
        told.groups());
  }

  private static IngestException wrong(String message, Object... values) {
    return new IngestException(
        IngestException.Code.WRONG_REQUEST, String.format(Locale.ROOT, message, values));
  }
}
