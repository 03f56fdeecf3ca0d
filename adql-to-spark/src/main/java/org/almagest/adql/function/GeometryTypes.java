package org.almagest.adql.function;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.almagest.function.RegionText;
import org.almagest.sky.Cone;
import org.almagest.sky.Region;
import org.almagest.sky.SkyPoint;
import org.almagest.sky.SphericalPolygon;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeComparability;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.ObjectSqlType;
import org.apache.calcite.sql.type.SqlTypeName;

/** The types of ADQL's geometries (ADQL 2.1, 4.3); values are equal or not, none is the greater. */
public final class GeometryTypes {

  /** A position on the sky. */
  public static final RelDataType POINT = type("POINT");

  /** A circle on the sky. */
  public static final RelDataType CIRCLE = type("CIRCLE");

  /** A polygon, or a box, on the sky. */
  public static final RelDataType POLYGON = type("POLYGON");

  /** A region composed of others. */
  public static final RelDataType REGION = type("REGION");

  private static final List<RelDataType> ALL = List.of(POINT, CIRCLE, POLYGON, REGION);

  private GeometryTypes() {}

  /** Whether a type is the given geometry, NULL allowed or not. */
  public static boolean isA(RelDataType type, RelDataType geometry) {
    SqlIdentifier name = type.getSqlIdentifier();
    SqlIdentifier wanted = geometry.getSqlIdentifier();
    return name != null && wanted != null && name.getSimple().equals(wanted.getSimple());
  }

  /** Whether a type is any geometry. */
  public static boolean isGeometry(RelDataType type) {
    return ALL.stream().anyMatch(geometry -> isA(type, geometry));
  }

  /** The type of the geometry that a region is. */
  public static RelDataType of(Region region) {
    if (region instanceof SkyPoint) {
      return POINT;
    }
    if (region instanceof Cone) {
      return CIRCLE;
    }
    return region instanceof SphericalPolygon ? POLYGON : REGION;
  }

  /** The geometry that a text is, if it is one of that type. */
  public static Optional<Region> cast(String text, RelDataType target) {
    try {
      return Optional.of(RegionText.parse(text)).filter(region -> isA(of(region), target));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** DALI's name for values of a type, if it is a geometry. */
  public static Optional<String> xtype(RelDataType type) {
    SqlIdentifier name = type.getSqlIdentifier();
    return isGeometry(type) && name != null
        ? Optional.of(name.getSimple().toLowerCase(Locale.ROOT))
        : Optional.empty();
  }

  /**
   * The type of the values of an xtype, if they are geometries.
   *
   * @param xtype DALI's, or that of TAP 1.0 ({@code adql:POINT}), in any case
   */
  public static Optional<RelDataType> ofXtype(String xtype) {
    String name = xtype.toLowerCase(Locale.ROOT).replaceFirst("^adql:", "");
    return ALL.stream().filter(type -> xtype(type).equals(Optional.of(name))).findFirst();
  }

  private static RelDataType type(String name) {
    return new ObjectSqlType(
        SqlTypeName.OTHER,
        new SqlIdentifier(name, SqlParserPos.ZERO),
        false,
        List.of(),
        RelDataTypeComparability.UNORDERED);
  }
}
