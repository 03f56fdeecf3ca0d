package org.almagest.adql.parse;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.almagest.adql.error.AdqlErrorCode;
import org.almagest.adql.error.AdqlException;
import org.almagest.adql.parse.Term.Shape;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * The arguments of ADQL's functions as far as the grammar fixes them (ADQL 2.1, appendix A). All of
 * these names are reserved.
 */
final class FunctionForms {
  private static final Map<String, String> FORMS =
      Map.ofEntries(
          Map.entry("PI", "PI()"),
          Map.entry("RAND", "RAND() or RAND(whole number)"),
          Map.entry("ROUND", "ROUND(number) or ROUND(number, whole number)"),
          Map.entry("TRUNCATE", "TRUNCATE(number) or TRUNCATE(number, whole number)"),
          Map.entry("ATAN2", "ATAN2(number, number)"),
          Map.entry("MOD", "MOD(number, number)"),
          Map.entry("POWER", "POWER(number, number)"),
          Map.entry("LOWER", "LOWER(text)"),
          Map.entry("UPPER", "UPPER(text)"),
          Map.entry("COALESCE", "COALESCE(value, ...)"),
          Map.entry("IN_UNIT", "IN_UNIT(number, 'unit')"),
          Map.entry("POINT", "POINT(longitude, latitude)"),
          Map.entry("CIRCLE", "CIRCLE(longitude, latitude, radius) or CIRCLE(point, radius)"),
          Map.entry("BOX", "BOX(longitude, latitude, width, height) or BOX(point, width, height)"),
          Map.entry("POLYGON", "POLYGON(longitude, latitude, ...) or POLYGON(point, ...)"),
          Map.entry("REGION", "REGION('text')"),
          Map.entry("CENTROID", "CENTROID(geometry)"),
          Map.entry("AREA", "AREA(geometry)"),
          Map.entry("COORDSYS", "COORDSYS(geometry)"),
          Map.entry("COORD1", "COORD1(point)"),
          Map.entry("COORD2", "COORD2(point)"),
          Map.entry("CONTAINS", "CONTAINS(geometry, geometry)"),
          Map.entry("INTERSECTS", "INTERSECTS(geometry, geometry)"),
          Map.entry(
              "DISTANCE",
              "DISTANCE(point, point) or DISTANCE(longitude1, latitude1, longitude2, latitude2)"),
          number("ABS"),
          number("ACOS"),
          number("ASIN"),
          number("ATAN"),
          number("CEILING"),
          number("COS"),
          number("COT"),
          number("DEGREES"),
          number("EXP"),
          number("FLOOR"),
          number("LOG"),
          number("LOG10"),
          number("RADIANS"),
          number("SIN"),
          number("SQRT"),
          number("TAN"));

  private FunctionForms() {}

  private static Map.Entry<String, String> number(String name) {
    return Map.entry(name, name + "(number)");
  }

  /** Whether ADQL has this function; upper case. */
  static boolean isStandard(String name) {
    return FORMS.containsKey(name);
  }

  /** How a function is written. */
  static String form(String name) {
    return FORMS.getOrDefault(name, name);
  }

  /** Whether it is a call of CONTAINS or INTERSECTS. */
  static boolean isPredicate(SqlNode node) {
    return node instanceof SqlBasicCall call
        && switch (call.getOperator().getName().toUpperCase(Locale.ROOT)) {
          case "CONTAINS", "INTERSECTS" -> true;
          default -> false;
        };
  }

  /**
   * What a call is.
   *
   * @throws AdqlException if the arguments are not those that the function takes
   */
  static Shape check(Lexeme name, List<Term> arguments) {
    String function = name.word();
    boolean fits =
        switch (function) {
          case "PI" -> arguments.isEmpty();
          case "RAND" ->
              arguments.isEmpty() || (arguments.size() == 1 && isCount(arguments.get(0)));
          case "ROUND", "TRUNCATE" ->
              numbers(arguments, 1)
                  || (arguments.size() == 2
                      && numbers(arguments.subList(0, 1), 1)
                      && isWhole(arguments.get(1)));
          case "ATAN2", "MOD", "POWER" -> numbers(arguments, 2);
          case "LOWER", "UPPER" -> arguments.size() == 1 && arguments.get(0).shape().mayBeText();
          case "COALESCE" -> !arguments.isEmpty();
          case "IN_UNIT" ->
              arguments.size() == 2
                  && arguments.get(0).shape().mayBeNumber()
                  && arguments.get(1).shape() == Shape.STRING;
          case "REGION" -> arguments.size() == 1 && arguments.get(0).shape() == Shape.STRING;
          case "CENTROID", "AREA", "COORDSYS" -> geometries(arguments, 1);
          case "COORD1", "COORD2" -> points(arguments, 1);
          case "CONTAINS", "INTERSECTS" -> geometries(arguments, 2);
          // A region in place of a point is what its type is refused for, where it is known.
          case "DISTANCE" -> geometries(arguments, 2) || numbers(arguments, 4);
          case "POINT", "CIRCLE", "BOX", "POLYGON" ->
              constructor(function, withoutSystem(arguments));
          default -> numbers(arguments, 1);
        };
    if (!fits) {
      throw misuse(name, arguments);
    }
    return shape(function);
  }

  private static boolean constructor(String function, List<Term> arguments) {
    int count = arguments.size();
    return switch (function) {
      case "POINT" -> numbers(arguments, 2);
      case "CIRCLE" -> numbers(arguments, 3) || pointThenNumbers(arguments, 2);
      case "BOX" -> numbers(arguments, 4) || pointThenNumbers(arguments, 3);
      default ->
          (count >= 6 && count % 2 == 0 && numbers(arguments, count))
              || (count >= 3 && points(arguments, count));
    };
  }

  private static Shape shape(String function) {
    return switch (function) {
      case "POINT", "CENTROID" -> Shape.POINT;
      case "CIRCLE", "BOX", "POLYGON", "REGION" -> Shape.REGION;
      case "LOWER", "UPPER", "COORDSYS" -> Shape.TEXT;
      case "COALESCE" -> Shape.ANY;
      default -> Shape.NUMBER;
    };
  }

  /** The coordinate system is a text, or NULL. */
  private static List<Term> withoutSystem(List<Term> arguments) {
    boolean given =
        !arguments.isEmpty()
            && (arguments.get(0).shape() == Shape.STRING || arguments.get(0).shape() == Shape.NULL);
    return given ? arguments.subList(1, arguments.size()) : arguments;
  }

  private static boolean numbers(List<Term> arguments, int count) {
    return arguments.size() == count
        && arguments.stream().allMatch(argument -> argument.shape().mayBeNumber());
  }

  private static boolean points(List<Term> arguments, int count) {
    return arguments.size() == count
        && arguments.stream().allMatch(argument -> argument.shape().mayBePoint());
  }

  private static boolean geometries(List<Term> arguments, int count) {
    return arguments.size() == count
        && arguments.stream().allMatch(argument -> argument.shape().mayBeGeometry());
  }

  private static boolean pointThenNumbers(List<Term> arguments, int count) {
    return arguments.size() == count
        && arguments.get(0).shape().mayBePoint()
        && numbers(arguments.subList(1, count), count - 1);
  }

  private static boolean isCount(Term term) {
    return term.shape() == Shape.NUMERAL
        && term.node() instanceof SqlNumericLiteral number
        && number.isInteger()
        && number.getTypeName() == SqlTypeName.DECIMAL;
  }

  private static boolean isWhole(Term term) {
    return isCount(term)
        || (term.node() instanceof SqlBasicCall call
            && (call.getKind() == SqlKind.MINUS_PREFIX || call.getKind() == SqlKind.PLUS_PREFIX)
            && call.operand(0) instanceof SqlLiteral
            && isCount(new Term(call.operand(0), Shape.NUMERAL)));
  }

  private static AdqlException misuse(Lexeme name, List<Term> arguments) {
    String given =
        arguments.isEmpty()
            ? "no arguments"
            : arguments.size() == 1 ? "this argument" : "these " + arguments.size() + " arguments";
    return new AdqlException(
        AdqlErrorCode.UNKNOWN_FUNCTION,
        name.line(),
        name.column(),
        arguments.isEmpty()
            ? "[" + name.text() + "] needs its arguments"
            : "[" + name.text() + "] does not take " + given,
        "write " + form(name.word()));
  }
}
