package org.almagest.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.ColumnType;
import org.almagest.catalog.SkyColumns;
import org.almagest.ingest.error.IngestException;
import org.jspecify.annotations.Nullable;

/** Finds the position columns: those asked for, else by UCD, else by name. */
final class SkyFinder {

  private static final List<SkyColumns> KNOWN =
      List.of(
          new SkyColumns("ra", "dec"),
          new SkyColumns("ra", "decl"),
          new SkyColumns("coord_ra", "coord_dec"),
          new SkyColumns("_RA.icrs", "_DE.icrs"),
          new SkyColumns("RA_ICRS", "DE_ICRS"),
          new SkyColumns("_RAJ2000", "_DEJ2000"),
          new SkyColumns("RAJ2000", "DEJ2000"),
          new SkyColumns("ra_j2000", "dec_j2000"),
          new SkyColumns("ALPHA_J2000", "DELTA_J2000"),
          new SkyColumns("ra_deg", "dec_deg"),
          new SkyColumns("RAdeg", "DEdeg"),
          new SkyColumns("raMean", "decMean"),
          new SkyColumns("ra_PS", "decl_PS"),
          new SkyColumns("right_ascension", "declination"),
          new SkyColumns("source_ra", "source_dec"),
          new SkyColumns("_RA", "_DE"));

  private static final Set<String> DEGREES = Set.of("deg", "degree", "degrees", "degs");

  private final List<CatalogColumn> columns;

  SkyFinder(List<CatalogColumn> columns) {
    this.columns = List.copyOf(columns);
  }

  /** The names of the two columns, or null where the table has no position. */
  @Nullable SkyColumns find(@Nullable String ra, @Nullable String dec) {
    if (ra != null && dec != null) {
      return new SkyColumns(required(ra), required(dec));
    }
    if (ra != null || dec != null) {
      throw new IngestException(
          IngestException.Code.WRONG_REQUEST,
          "Give both position columns: only ["
              + (ra != null ? ra : dec)
              + "] is given for the "
              + (ra != null ? "right ascension" : "declination"));
    }
    String raByUcd = byUcd("pos.eq.ra");
    String decByUcd = byUcd("pos.eq.dec");
    if (raByUcd != null && decByUcd != null) {
      return new SkyColumns(raByUcd, decByUcd);
    }
    for (SkyColumns known : KNOWN) {
      String knownRa = named(known.ra());
      String knownDec = named(known.dec());
      if (knownRa != null && knownDec != null) {
        return new SkyColumns(knownRa, knownDec);
      }
    }
    return null;
  }

  private String required(String name) {
    String found = named(name);
    if (found == null) {
      throw new IngestException(
          IngestException.Code.WRONG_REQUEST,
          "There is no column ["
              + name
              + "] for the position; the columns are "
              + columns.stream().map(CatalogColumn::name).collect(Collectors.joining(", ")));
    }
    return found;
  }

  private @Nullable String byUcd(String word) {
    String main = first(column -> ucd(column).equals(word + ";meta.main"));
    return main != null ? main : only(column -> ucd(column).equals(word));
  }

  private static String ucd(CatalogColumn column) {
    String ucd = column.ucd();
    return ucd == null ? "" : ucd.toLowerCase(Locale.ROOT).replace(" ", "");
  }

  private @Nullable String first(Predicate<CatalogColumn> wanted) {
    return columns.stream().filter(wanted).map(CatalogColumn::name).findFirst().orElse(null);
  }

  private @Nullable String only(Predicate<CatalogColumn> wanted) {
    List<String> found = columns.stream().filter(wanted).map(CatalogColumn::name).toList();
    return found.size() == 1 ? found.get(0) : null;
  }

  private @Nullable String named(String name) {
    String exact = first(column -> column.name().equals(name));
    return exact != null ? exact : first(column -> column.name().equalsIgnoreCase(name));
  }

  /**
   * The table with its position.
   *
   * <p>Positions in text get two more columns, in degrees.
   */
  TableShape shape(@Nullable SkyColumns found) {
    if (found == null) {
      return new TableShape(columns, columns.size(), null);
    }
    int ra = index(found.ra());
    int dec = index(found.dec());
    List<CatalogColumn> all = new ArrayList<>(columns);
    boolean text = columns.get(ra).type() == ColumnType.STRING;
    if (text != (columns.get(dec).type() == ColumnType.STRING)) {
      throw new IngestException(
          IngestException.Code.WRONG_REQUEST,
          "Of the position columns ["
              + found.ra()
              + "] and ["
              + found.dec()
              + "] one holds text and the other numbers; both must be decimal degrees, or both"
              + " hours or degrees, minutes and seconds");
    }
    if (!text) {
      all.set(ra, position(columns.get(ra), "pos.eq.ra;meta.main"));
      all.set(dec, position(columns.get(dec), "pos.eq.dec;meta.main"));
      return new TableShape(all, columns.size(), new SkyPlan(ra, dec, SkyPlan.Form.DECIMAL, found));
    }
    Set<String> taken = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    columns.forEach(column -> taken.add(column.name()));
    SkyColumns added = new SkyColumns(free("ra_deg", taken), free("dec_deg", taken));
    all.add(added(added.ra(), "pos.eq.ra;meta.main", found.ra()));
    all.add(added(added.dec(), "pos.eq.dec;meta.main", found.dec()));
    return new TableShape(
        all, columns.size(), new SkyPlan(ra, dec, SkyPlan.Form.SEXAGESIMAL, added));
  }

  private static String free(String name, Set<String> taken) {
    String candidate = name;
    for (int number = 2; taken.contains(candidate); number++) {
      candidate = name + "_" + number;
    }
    return candidate;
  }

  private static CatalogColumn added(String name, String ucd, String from) {
    return new CatalogColumn(
        name,
        ColumnType.DOUBLE,
        "deg",
        ucd,
        null,
        "Column " + from + " in decimal degrees",
        CatalogColumn.Visibility.PRINCIPAL,
        CatalogColumn.Access.INDEXED);
  }

  private static CatalogColumn position(CatalogColumn column, String ucd) {
    String unit = column.unit();
    if (unit != null && !DEGREES.contains(unit.toLowerCase(Locale.ROOT))) {
      throw new IngestException(
          IngestException.Code.WRONG_REQUEST,
          "The position column ["
              + column.name()
              + "] is in ["
              + unit
              + "]; positions must be in degrees");
    }
    return new CatalogColumn(
        column.name(),
        column.type(),
        "deg",
        column.ucd() == null ? ucd : column.ucd(),
        column.utype(),
        column.description(),
        column.principal(),
        CatalogColumn.Access.INDEXED,
        column.xtype());
  }

  private int index(String name) {
    for (int index = 0; index < columns.size(); index++) {
      if (columns.get(index).name().equals(name)) {
        return index;
      }
    }
    throw new IllegalArgumentException("No column [" + name + "]");
  }
}
