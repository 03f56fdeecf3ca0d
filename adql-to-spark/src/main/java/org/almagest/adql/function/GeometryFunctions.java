package org.almagest.adql.function;

import static org.almagest.adql.function.Signatures.Argument.GEOMETRY;
import static org.almagest.adql.function.Signatures.Argument.NUMBER;
import static org.almagest.adql.function.Signatures.Argument.POINT;
import static org.almagest.adql.function.Signatures.Argument.TEXT;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.almagest.function.RegionText;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;

/** The functions of ADQL's geometry (ADQL 2.1, 4.2); angles are in degrees, positions ICRS. */
public final class GeometryFunctions {

  /** A position, from longitude and latitude. */
  public static final SqlFunction POINT_OF =
      SqlBasicFunction.create(
          "POINT",
          geometry(GeometryTypes.POINT),
          Signatures.of(NUMBER, NUMBER).or(TEXT, NUMBER, NUMBER));

  /** A circle, from its centre and radius. */
  public static final SqlFunction CIRCLE_OF =
      SqlBasicFunction.create(
          "CIRCLE",
          geometry(GeometryTypes.CIRCLE),
          Signatures.of(NUMBER, NUMBER, NUMBER)
              .or(TEXT, NUMBER, NUMBER, NUMBER)
              .or(POINT, NUMBER)
              .or(TEXT, POINT, NUMBER));

  /** A box, from its centre and the lengths of its arms. */
  public static final SqlFunction BOX_OF =
      SqlBasicFunction.create(
          "BOX",
          geometry(GeometryTypes.POLYGON),
          Signatures.of(NUMBER, NUMBER, NUMBER, NUMBER)
              .or(TEXT, NUMBER, NUMBER, NUMBER, NUMBER)
              .or(POINT, NUMBER, NUMBER)
              .or(TEXT, POINT, NUMBER, NUMBER));

  /** A polygon, from its vertices. */
  public static final SqlFunction POLYGON_OF =
      SqlBasicFunction.create("POLYGON", geometry(GeometryTypes.POLYGON), new PolygonArguments());

  /** A region, from a literal in STC-S or DALI's forms. */
  public static final SqlFunction REGION_OF =
      SqlBasicFunction.create("REGION", GeometryFunctions::typeOfLiteral, Signatures.of(TEXT));

  /** The centre of a geometry. */
  public static final SqlFunction CENTROID =
      SqlBasicFunction.create("CENTROID", geometry(GeometryTypes.POINT), Signatures.of(GEOMETRY));

  /** 1 if the first geometry lies in the second or on its edge, else 0. */
  public static final SqlFunction CONTAINS =
      SqlBasicFunction.create(
          "CONTAINS", ReturnTypes.INTEGER_NULLABLE, Signatures.of(GEOMETRY, GEOMETRY));

  /** 1 if the geometries have a position in common, else 0. */
  public static final SqlFunction INTERSECTS =
      SqlBasicFunction.create(
          "INTERSECTS", ReturnTypes.INTEGER_NULLABLE, Signatures.of(GEOMETRY, GEOMETRY));

  /** Great-circle distance. */
  public static final SqlFunction DISTANCE =
      SqlBasicFunction.create(
          "DISTANCE",
          ReturnTypes.DOUBLE_FORCE_NULLABLE,
          Signatures.of(POINT, POINT).or(NUMBER, NUMBER, NUMBER, NUMBER));

  /** Square degrees. */
  public static final SqlFunction AREA =
      SqlBasicFunction.create("AREA", ReturnTypes.DOUBLE_FORCE_NULLABLE, Signatures.of(GEOMETRY));

  /** The longitude of a position. */
  public static final SqlFunction COORD1 =
      SqlBasicFunction.create("COORD1", ReturnTypes.DOUBLE_FORCE_NULLABLE, Signatures.of(POINT));

  /** The latitude of a position. */
  public static final SqlFunction COORD2 =
      SqlBasicFunction.create("COORD2", ReturnTypes.DOUBLE_FORCE_NULLABLE, Signatures.of(POINT));

  /** The coordinate system: all positions are ICRS. */
  public static final SqlFunction COORDSYS =
      SqlBasicFunction.create("COORDSYS", ReturnTypes.VARCHAR, Signatures.of(GEOMETRY));

  /** CAST of a text in STC-S or DALI's forms; their names cannot be written as a call. */
  private static final Map<String, SqlFunction> CASTS =
      Map.of(
          "POINT", cast(GeometryTypes.POINT),
          "CIRCLE", cast(GeometryTypes.CIRCLE),
          "POLYGON", cast(GeometryTypes.POLYGON));

  private GeometryFunctions() {}

  /**
   * CAST to a geometry (ADQL 2.1, 4.4); what is none of this type is NULL.
   *
   * @param type {@code POINT}, {@code CIRCLE} or {@code POLYGON}
   */
  public static SqlFunction castTo(String type) {
    return Objects.requireNonNull(CASTS.get(type), type);
  }

  /** The functions that CAST is. */
  static Collection<SqlFunction> casts() {
    return CASTS.values();
  }

  /** All functions of geometry, by name. */
  public static List<SqlFunction> all() {
    return List.of(
        AREA,
        BOX_OF,
        CENTROID,
        CIRCLE_OF,
        CONTAINS,
        COORD1,
        COORD2,
        COORDSYS,
        DISTANCE,
        INTERSECTS,
        POINT_OF,
        POLYGON_OF,
        REGION_OF);
  }

  private static SqlFunction cast(RelDataType type) {
    String name = String.valueOf(type.getSqlIdentifier());
    return SqlBasicFunction.create(
        "CAST AS " + name,
        ReturnTypes.explicit(type).andThen(SqlTypeTransforms.FORCE_NULLABLE),
        Signatures.of(TEXT));
  }

  private static SqlReturnTypeInference geometry(RelDataType type) {
    return ReturnTypes.explicit(type).andThen(SqlTypeTransforms.TO_NULLABLE);
  }

  private static RelDataType typeOfLiteral(SqlOperatorBinding binding) {
    String text =
        binding.isOperandLiteral(0, false)
                && binding.getOperandType(0).getSqlTypeName() == SqlTypeName.CHAR
            ? binding.getOperandLiteralValue(0, String.class)
            : null;
    try {
      return text == null ? GeometryTypes.REGION : GeometryTypes.of(RegionText.parse(text));
    } catch (IllegalArgumentException e) {
      return GeometryTypes.REGION;
    }
  }
}
