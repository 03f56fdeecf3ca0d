package org.almagest.catalog;

import java.io.Serializable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A column as a user sees it. Texts that are not known are null, never empty.
 *
 * @param name the name, in the case it is shown in
 * @param unit a VOUnits unit
 * @param ucd a UCD1+ word list
 * @param principal whether the column belongs to a first look at the table
 * @param indexed whether a condition on the column is answered without reading the whole table
 * @param xtype DALI's name of what a text is, such as {@code point}
 * @param declared how a VOTable declares the values, where that is not what type and xtype say
 */
public record CatalogColumn(
    String name,
    ColumnType type,
    @Nullable String unit,
    @Nullable String ucd,
    @Nullable String utype,
    @Nullable String description,
    Visibility principal,
    Access indexed,
    @Nullable String xtype,
    @Nullable VotableType declared)
    implements Serializable {

  /** Whether a column belongs to a first look at its table. */
  public enum Visibility {
    /** Shown first. */
    PRINCIPAL,
    /** Shown when asked for. */
    SECONDARY
  }

  /** How a condition on a column is answered. */
  public enum Access {
    /** Without reading the whole table. */
    INDEXED,
    /** By reading the column. */
    SCANNED
  }

  /** Checks the name; turns empty texts into null. */
  public CatalogColumn {
    if (name.isBlank()) {
      throw new IllegalArgumentException("A column has no name");
    }
    unit = nullIfBlank(unit);
    ucd = nullIfBlank(ucd);
    utype = nullIfBlank(utype);
    description = nullIfBlank(description);
    xtype = nullIfBlank(xtype);
  }

  /** A column whose values are what their type says. */
  public CatalogColumn(
      String name,
      ColumnType type,
      @Nullable String unit,
      @Nullable String ucd,
      @Nullable String utype,
      @Nullable String description,
      Visibility principal,
      Access indexed) {
    this(name, type, unit, ucd, utype, description, principal, indexed, null);
  }

  /** A column that a VOTable declares by its type and xtype. */
  public CatalogColumn(
      String name,
      ColumnType type,
      @Nullable String unit,
      @Nullable String ucd,
      @Nullable String utype,
      @Nullable String description,
      Visibility principal,
      Access indexed,
      @Nullable String xtype) {
    this(name, type, unit, ucd, utype, description, principal, indexed, xtype, null);
  }

  /** The same column, its values being what an xtype says. */
  public CatalogColumn withXtype(@Nullable String newXtype) {
    return new CatalogColumn(
        name, type, unit, ucd, utype, description, principal, indexed, newXtype);
  }

  /** The same column, declared in a VOTable in its own way. */
  public CatalogColumn withDeclared(@Nullable VotableType newDeclared) {
    return new CatalogColumn(
        name, type, unit, ucd, utype, description, principal, indexed, xtype, newDeclared);
  }

  /** The xtype of the column in a VOTable. */
  public Optional<String> votableXtype() {
    return Optional.ofNullable(xtype == null && type == ColumnType.TIMESTAMP ? "timestamp" : xtype);
  }

  /** How a VOTable declares the values; geometries are arrays of numbers (DALI 1.1, 3.3.7). */
  public VotableType votableType() {
    if (declared != null) {
      return declared;
    }
    return switch (type) {
      case BOOLEAN, UNSIGNED_BYTE, SHORT, INTEGER, LONG, FLOAT, DOUBLE ->
          new VotableType(type.votableDatatype(), null);
      case TIMESTAMP -> VotableType.TEXT;
      case STRING ->
          switch (xtype == null ? "" : xtype) {
            case "point" -> new VotableType("double", "2");
            case "circle" -> new VotableType("double", "3");
            case "polygon" -> new VotableType("double", "*");
            default -> VotableType.TEXT;
          };
    };
  }

  /** A column of which nothing but name and type is known. */
  public static CatalogColumn of(String name, ColumnType type) {
    return new CatalogColumn(
        name, type, null, null, null, null, Visibility.SECONDARY, Access.SCANNED);
  }

  private static @Nullable String nullIfBlank(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }
}
