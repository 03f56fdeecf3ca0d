package org.almagest.adql.function;

import static org.almagest.adql.function.Signatures.Argument.INTEGER;
import static org.almagest.adql.function.Signatures.Argument.NUMBER;
import static org.almagest.adql.function.Signatures.Argument.TEXT;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.util.SqlOperatorTables;

/** The functions that a query may call (ADQL 2.1, 2.3 and 4.2). */
public final class AdqlFunctions {

  /** The next whole number down; Calcite's parser makes calls of its own FLOOR. */
  public static final SqlFunction FLOOR = real("FLOOR", Signatures.of(NUMBER));

  /** The next whole number up; Calcite's parser makes calls of its own CEIL. */
  public static final SqlFunction CEILING = real("CEILING", Signatures.of(NUMBER));

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

  /** A number in another unit than that of its column (ADQL 2.1, 4.6). */
  public static final SqlFunction IN_UNIT = real("IN_UNIT", Signatures.of(NUMBER, TEXT));

  private static final Set<String> STANDARD =
      Set.of("CAST", "COALESCE", "LOWER", "UPPER", "COUNT", "SUM", "AVG", "MIN", "MAX", "ABS");

  private static final List<SqlFunction> OWN = own();

  private static final SqlOperatorTable TABLE =
      SqlOperatorTables.chain(
          new AdqlOperatorTable(STANDARD),
          SqlOperatorTables.of(List.copyOf(OWN)),
          SqlOperatorTables.of(List.copyOf(GeometryFunctions.casts())),
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
    functions.addAll(List.of(FLOOR, CEILING, TRUNCATE, ROUND, MOD, RAND, IN_UNIT));
    functions.addAll(GeometryFunctions.all());
    functions.addAll(UserFunctions.operators());
    return List.copyOf(functions);
  }

  private static SqlFunction real(String name, Signatures signatures) {
    SqlReturnTypeInference type =
        name.equals("PI") ? ReturnTypes.DOUBLE : ReturnTypes.DOUBLE_FORCE_NULLABLE;
    return SqlBasicFunction.create(name, type, signatures);
  }
}
