package org.almagest.adql.function;

import static org.almagest.adql.function.Signatures.Argument.CIRCLE;
import static org.almagest.adql.function.Signatures.Argument.INTEGER;
import static org.almagest.adql.function.Signatures.Argument.NUMBER;
import static org.almagest.adql.function.Signatures.Argument.POINT;
import static org.almagest.adql.function.Signatures.Argument.TEXT;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.apache.calcite.sql.util.SqlOperatorTables;

/** The functions that a query may call (ADQL 2.1, 2.3 and 4.2). */
public final class AdqlFunctions {

  /** The next whole number down; Calcite's parser makes calls of its own FLOOR. */
  public static final SqlFunction FLOOR = real("FLOOR", Signatures.of(NUMBER));

  /** The next whole number up; Calcite's parser makes calls of its own CEIL. */
  public static final SqlFunction CEILING = real("CEILING", Signatures.of(NUMBER));

  /** A position, from longitude and latitude [deg]. */
  public static final SqlFunction POINT_OF =
      SqlBasicFunction.create(
          "POINT",
          geometry(GeometryTypes.POINT),
          Signatures.of(NUMBER, NUMBER).or(TEXT, NUMBER, NUMBER));

  /** A circle, from its centre and radius [deg]. */
  public static final SqlFunction CIRCLE_OF =
      SqlBasicFunction.create(
          "CIRCLE",
          geometry(GeometryTypes.CIRCLE),
          Signatures.of(NUMBER, NUMBER, NUMBER)
              .or(TEXT, NUMBER, NUMBER, NUMBER)
              .or(POINT, NUMBER)
              .or(TEXT, POINT, NUMBER));

  /** 1 if the first geometry lies in the second or on its edge, else 0. */
  public static final SqlFunction CONTAINS =
      SqlBasicFunction.create(
          "CONTAINS", ReturnTypes.INTEGER_NULLABLE, Signatures.of(POINT, CIRCLE));

  /** Great-circle distance [deg]. */
  public static final SqlFunction DISTANCE =
      real("DISTANCE", Signatures.of(POINT, POINT).or(NUMBER, NUMBER, NUMBER, NUMBER));

  /** Cuts digits off, towards zero. */
  public static final SqlFunction TRUNCATE =
      real("TRUNCATE", Signatures.of(NUMBER).or(NUMBER, INTEGER));

  /** Rounds, halves away from zero. */
  public static final SqlFunction ROUND = real("ROUND", Signatures.of(NUMBER).or(NUMBER, INTEGER));

  /** Remainder; of integers an integer. */
  public static final SqlFunction MOD =
      SqlBasicFunction.create(
          "MOD",
          ReturnTypes.LEAST_RESTRICTIVE.andThen(
              (binding, type) -> binding.getTypeFactory().createTypeWithNullability(type, true)),
          Signatures.of(NUMBER, NUMBER));

  /** A random number of [0, 1). */
  public static final SqlFunction RAND =
      SqlBasicFunction.create(
              "RAND", ReturnTypes.DOUBLE, new Signatures(List.of(List.of(), List.of(INTEGER))))
          .withDeterministic(false);

  /** Functions of ADQL that this service does not offer yet. */
  private static final Set<String> NOT_OFFERED =
      Set.of(
          "AREA",
          "BOX",
          "CENTROID",
          "COORD1",
          "COORD2",
          "COORDSYS",
          "INTERSECTS",
          "IN_UNIT",
          "POLYGON",
          "REGION");

  private static final Set<String> STANDARD =
      Set.of("CAST", "COALESCE", "LOWER", "UPPER", "COUNT", "SUM", "AVG", "MIN", "MAX", "ABS");

  private static final List<SqlFunction> OWN = own();

  private static final SqlOperatorTable TABLE =
      SqlOperatorTables.chain(
          new AdqlOperatorTable(STANDARD),
          SqlOperatorTables.of(List.copyOf(OWN)),
          SqlOperatorTables.of(List.of(SqlLibraryOperators.ILIKE, SqlLibraryOperators.NOT_ILIKE)));

  private AdqlFunctions() {}

  /** The operators and functions of ADQL. */
  public static SqlOperatorTable table() {
    return TABLE;
  }

  /** The names of the functions that a query may call. */
  public static List<String> names() {
    List<String> names = new ArrayList<>(STANDARD);
    OWN.forEach(function -> names.add(function.getName()));
    return List.copyOf(names);
  }

  /** Whether ADQL has that function, but this service does not; upper case. */
  public static boolean isNotOffered(String name) {
    return NOT_OFFERED.contains(name);
  }

  private static List<SqlFunction> own() {
    List<SqlFunction> functions = new ArrayList<>();
    for (String name :
        List.of(
            "ACOS", "ASIN", "ATAN", "COS", "COT", "SIN", "TAN", "DEGREES", "RADIANS", "EXP", "LOG",
            "LOG10")) {
      functions.add(real(name, Signatures.of(NUMBER)));
    }
    // A kind of its own keeps Calcite from making a POWER of it.
    functions.add(
        SqlBasicFunction.create(
            "SQRT", SqlKind.OTHER, ReturnTypes.DOUBLE_FORCE_NULLABLE, Signatures.of(NUMBER)));
    functions.add(real("ATAN2", Signatures.of(NUMBER, NUMBER)));
    functions.add(real("POWER", Signatures.of(NUMBER, NUMBER)));
    functions.add(real("PI", Signatures.of()));
    functions.addAll(
        List.of(
            FLOOR, CEILING, POINT_OF, CIRCLE_OF, CONTAINS, DISTANCE, TRUNCATE, ROUND, MOD, RAND));
    return List.copyOf(functions);
  }

  private static SqlFunction real(String name, Signatures signatures) {
    SqlReturnTypeInference type =
        name.equals("PI") ? ReturnTypes.DOUBLE : ReturnTypes.DOUBLE_FORCE_NULLABLE;
    return SqlBasicFunction.create(name, type, signatures);
  }

  private static SqlReturnTypeInference geometry(RelDataType type) {
    return ReturnTypes.explicit(type).andThen(SqlTypeTransforms.TO_NULLABLE);
  }
}
