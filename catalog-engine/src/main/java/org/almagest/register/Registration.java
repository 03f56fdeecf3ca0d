package org.almagest.register;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.almagest.catalog.AdqlName;
import org.almagest.catalog.CatalogTable;
import org.almagest.catalog.Citation;
import org.almagest.catalog.DataDirectory;
import org.almagest.catalog.FilePlacement;
import org.almagest.catalog.SkyColumns;
import org.almagest.catalog.load.FelisException;
import org.almagest.catalog.load.FelisReader;
import org.almagest.catalog.load.TableDescription;
import org.almagest.catalog.store.CatalogStore;
import org.almagest.hats.HatsCatalog;
import org.almagest.hats.HatsCollection;
import org.almagest.hats.HatsException;
import org.almagest.hats.HatsProperties;
import org.almagest.hats.HatsType;
import org.almagest.hats.Location;
import org.almagest.hats.Storage;
import org.almagest.register.RegisterException.Code;
import org.jspecify.annotations.Nullable;

/**
 * Makes a HATS catalog a table of a release without copying it: its files stay where they are, and
 * stay another's. What a query could fail on is looked at before.
 */
public final class Registration {

  private static final Set<String> OWN_SCHEMAS = Set.of("mydb", "tap_schema", "tap_upload");

  /** The engines take these in the path of a file for a pattern. */
  private static final Pattern GLOB = Pattern.compile(".*[*?\\[\\]{}\\\\].*");

  private final DataDirectory data;
  private final CatalogStore store;

  /** Registers into a store. */
  public Registration(DataDirectory data, CatalogStore store) {
    this.data = data;
    this.store = store;
  }

  /**
   * Checks a catalog and makes it a table; one of the same name is replaced at once.
   *
   * @throws RegisterException if it does not become one; nothing has changed then
   */
  public RegisterResult register(RegisterRequest request) {
    checkName("release", request.release());
    checkName("table", request.table());
    placement(request.release(), request.table())
        .ifPresent(known -> checkRegistered(known, request.release(), request.table()));
    Location root = resolved(request.location());
    @Nullable TableDescription described = described(request);
    try {
      HatsCollection collection = HatsCollection.open(root, lacking(request), request.missing());
      HatsCatalog catalog = collection.catalog();
      checkKind(catalog);
      SkyColumns sky = sky(catalog, request);
      TableColumns columns = TableColumns.of(collection, sky, described);
      new CatalogCheck(catalog, Storage.of(root)).run();
      CatalogTable table =
          new CatalogTable(
              request.release(),
              request.table(),
              withMissing(description(request, described, catalog), catalog),
              columns.columns(),
              sky,
              new FilePlacement(FilePlacement.Layout.HATS, root.text()),
              catalog.rows(),
              catalog.bytes(),
              TableDescription.notes(described, columns.columns()));
      RegisterResult result =
          new RegisterResult(table, catalog.partitions().size(), notes(collection, columns));
      store.commit(List.of(table), request.ofRelease().withFound(citation(catalog.properties())));
      return result;
    } catch (HatsException e) {
      throw new RegisterException(Code.WRONG_CATALOG, explained(e, request), e);
    }
  }

  /**
   * Takes a registered table out of its release; its files stay.
   *
   * @return where they are
   * @throws RegisterException if there is no such table, or it was ingested
   */
  public String unregister(String release, String table) {
    FilePlacement known =
        placement(release, table)
            .orElseThrow(
                () ->
                    new RegisterException(
                        Code.WRONG_REQUEST, "There is no table [" + release + "." + table + "]"));
    checkRegistered(known, release, table);
    store.remove(release, table);
    return known.location();
  }

  private Optional<FilePlacement> placement(String release, String table) {
    return store.releases().stream()
        .filter(schema -> schema.name().equalsIgnoreCase(release))
        .flatMap(schema -> schema.tables().stream())
        .filter(candidate -> candidate.name().equalsIgnoreCase(table))
        .findFirst()
        .map(CatalogTable::files);
  }

  /** The files of an ingested table would be left without an owner. */
  private void checkRegistered(FilePlacement placement, String release, String table) {
    if (placement.isLocal() && placement.root().startsWith(data.releases())) {
      throw new RegisterException(
          Code.WRONG_REQUEST,
          "The table ["
              + release
              + "."
              + table
              + "] was ingested, not registered: its files belong to the data directory. Choose"
              + " another name");
    }
  }

  private static void checkName(String what, String name) {
    if (!AdqlName.written(name).equals(name)) {
      throw new RegisterException(
          Code.WRONG_REQUEST,
          "The name ["
              + name
              + "] is not one for a "
              + what
              + ": begin with a letter, go on with letters, digits and _, and take no word that"
              + " ADQL reserves");
    }
    if (what.equals("release") && OWN_SCHEMAS.contains(name.toLowerCase(Locale.ROOT))) {
      throw new RegisterException(
          Code.WRONG_REQUEST,
          "The name [" + name + "] names tables of users or of the service. Choose another one");
    }
  }

  private static Location resolved(Location location) {
    if (GLOB.matcher(location.text()).matches()) {
      throw new RegisterException(
          Code.WRONG_REQUEST,
          "The path ["
              + location
              + "] has one of the characters * ? [ ] { } \\, which engines take for a pattern:"
              + " rename the folder, or reach it by another path");
    }
    if (!location.isLocal()) {
      return location;
    }
    try {
      return Location.of(location.path().toRealPath());
    } catch (IOException e) {
      throw new RegisterException(Code.WRONG_REQUEST, "There is no folder [" + location + "]", e);
    }
  }

  private static HatsProperties lacking(RegisterRequest request) {
    Map<String, String> known = new LinkedHashMap<>();
    String ra = request.raColumn();
    String dec = request.decColumn();
    if (ra != null && dec != null) {
      known.put("hats_col_ra", ra);
      known.put("hats_col_dec", dec);
    }
    return new HatsProperties(known);
  }

  private static void checkKind(HatsCatalog catalog) {
    String advice =
        switch (catalog.type()) {
          case OBJECT, SOURCE -> "";
          case ASSOCIATION ->
              catalog.partitions().isEmpty()
                  ? "has no files of its own (hats_assn_leaf_files); join the catalogs by their"
                      + " identifiers"
                  : "";
          case MARGIN ->
              "repeats rows of its primary catalog; register that one, or the collection of both";
          case INDEX -> "holds no rows of the sky; register the collection that it belongs to";
          case MAP -> "holds values of pixels, not rows with positions, and is not read here";
        };
    if (!advice.isEmpty()) {
      throw new RegisterException(
          Code.WRONG_CATALOG,
          "[" + catalog.root() + "] is a catalog of type " + catalog.type() + ": it " + advice);
    }
  }

  private static @Nullable SkyColumns sky(HatsCatalog catalog, RegisterRequest request) {
    if (catalog.type() == HatsType.ASSOCIATION) {
      return null;
    }
    // What the request says goes before the properties: they may be wrong.
    String ra = request.raColumn();
    String dec = request.decColumn();
    if (ra == null || dec == null) {
      ra = catalog.properties().raColumn().orElse(null);
      dec = catalog.properties().decColumn().orElse(null);
    }
    if (ra == null || dec == null) {
      throw new RegisterException(
          Code.WRONG_CATALOG,
          "The properties of ["
              + catalog.root()
              + "] do not say hats_col_ra and hats_col_dec: name the position columns with --ra and"
              + " --dec");
    }
    return new SkyColumns(ra, dec);
  }

  private static @Nullable TableDescription described(RegisterRequest request) {
    Path felis = request.felis();
    if (felis == null) {
      return null;
    }
    try {
      return FelisReader.read(felis)
          .table(request.table())
          .orElseThrow(
              () ->
                  new RegisterException(
                      Code.WRONG_REQUEST,
                      "The Felis file ["
                          + felis
                          + "] describes no table ["
                          + request.table()
                          + "]"));
    } catch (FelisException e) {
      throw new RegisterException(Code.WRONG_REQUEST, String.valueOf(e.getMessage()), e);
    }
  }

  private static @Nullable String description(
      RegisterRequest request, @Nullable TableDescription described, HatsCatalog catalog) {
    if (request.description() != null) {
      return request.description();
    }
    if (described != null && described.description() != null) {
      return described.description();
    }
    return catalog.properties().value("obs_description").orElse(null);
  }

  /** Users see that a table is not whole. */
  private static @Nullable String withMissing(@Nullable String description, HatsCatalog catalog) {
    int missing = catalog.missingPartitions();
    if (missing == 0) {
      return description;
    }
    String told =
        String.format(
            Locale.ROOT,
            "Not complete: %,d of %,d partitions of the catalog are missing",
            missing,
            missing + catalog.partitions().size());
    return description == null ? told : description + " (" + told + ")";
  }

  private static Citation citation(HatsProperties properties) {
    return new Citation(
        properties.value("bib_reference").orElse(null),
        properties.value("obs_ack").orElse(null),
        null,
        properties.value("hats_creator").orElse(null),
        properties.value("bib_reference_url").orElse(null));
  }

  private static List<String> notes(HatsCollection collection, TableColumns columns) {
    List<String> notes = new ArrayList<>(columns.leftOut());
    for (HatsCatalog margin : collection.margins()) {
      notes.add(
          String.format(
              Locale.ROOT,
              "Margin [%s]: %,d rows up to %s arcsec",
              margin.root().name(),
              margin.rows(),
              margin.marginThresholdArcsec()));
    }
    collection.indexes().keySet().stream()
        .sorted()
        .forEach(column -> notes.add("Index of column [" + column + "]"));
    return notes;
  }

  private static String explained(HatsException failure, RegisterRequest request) {
    String message = String.valueOf(failure.getMessage());
    if (message.contains("lacks the files of")) {
      return message + ". Complete the copy, or take the rest with --missing-partitions skip";
    }
    return message.contains("no file hats.properties that names") && request.raColumn() == null
        ? message + ": name them with --ra and --dec"
        : message;
  }
}
