package org.almagest.units;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/**
 * The grammar of VOUnits 1.1, with what {@link Units} takes besides.
 *
 * <pre>
 * input    = [expression]
 * expression = [scale [product]] quotient | scale
 * scale    = 10 power | number
 * quotient = term {product term} {/ term}
 * term     = (symbol | [prefix] 'symbol' | function ( quotient ) | ( expression )) [power]
 * power    = (** | ^) exponent | digits just after a symbol
 * exponent = integer | ( integer [/ integer] ) | ( decimal )
 * product  = . | * | blank
 * </pre>
 */
final class UnitParser {

  private static final MathContext PRECISION = MathContext.DECIMAL128;

  /** Far longer than any unit, far below what the stack holds. */
  private static final int MAX_LENGTH = 500;

  private static final int MAX_EXPONENT = 100;

  private final String text;
  private int at;

  UnitParser(String text) {
    this.text = text;
  }

  Unit parse() {
    if (text.length() > MAX_LENGTH) {
      throw new UnitException("A unit has no more than " + MAX_LENGTH + " characters", MAX_LENGTH);
    }
    blanks();
    if (atEnd()) {
      return Unit.NONE;
    }
    Unit unit = expression();
    if (!atEnd()) {
      throw error("[" + text.substring(at) + "] does not belong to a unit");
    }
    return unit.equals(Unit.NONE) ? Unit.NONE : unit.written(text.strip());
  }

  /** A quotient with a factor before it, or one of the two. */
  private Unit expression() {
    if (!isDigit(peek()) && !(peek() == '.' && isDigit(peek(1)))) {
      return quotient();
    }
    int start = at;
    BigDecimal scale = scale();
    if (scale.signum() == 0) {
      throw new UnitException("A unit cannot have the factor 0", start + 1);
    }
    if (atEnd() || peek() == ')') {
      return Unit.NONE.scaled(scale);
    }
    if (peek() == '/') {
      return divided(Unit.NONE).scaled(scale);
    }
    product();
    return quotient().scaled(scale);
  }

  private BigDecimal scale() {
    int start = at;
    while (isDigit(peek()) || peek() == '.') {
      if (peek() == '.' && !isDigit(peek(1))) {
        break;
      }
      at++;
    }
    boolean exponent =
        (peek() == 'e' || peek() == 'E')
            && (isDigit(peek(1)) || ((peek(1) == '-' || peek(1) == '+') && isDigit(peek(2))));
    if (exponent) {
      at += 2;
      digits();
    }
    String number = text.substring(start, at);
    if (number.equals("10") && atPowerSign()) {
      powerSign();
      int position = at;
      double power = exponent();
      if (power != Math.rint(power)) {
        throw new UnitException("The power of 10 must be whole", position + 1);
      }
      blanks();
      return BigDecimal.ONE.scaleByPowerOfTen((int) power);
    }
    blanks();
    try {
      BigDecimal value = new BigDecimal(number);
      if (Math.abs((long) value.precision() - value.scale()) > 300) {
        throw new UnitException("The factor [" + number + "] is too large or small", start + 1);
      }
      return value;
    } catch (NumberFormatException e) {
      throw new UnitException("[" + number + "] is not a number", start + 1);
    }
  }

  private Unit quotient() {
    Unit unit = term();
    while (product()) {
      unit = checked(unit, term());
    }
    return divided(unit);
  }

  private Unit divided(Unit numerator) {
    Unit unit = numerator;
    while (peek() == '/') {
      at++;
      blanks();
      int start = at;
      Unit divisor = term();
      unit = checked(unit, power(divisor, -1, start));
      blanks();
      if (!atEnd() && peek() != '/' && peek() != ')') {
        throw error(
            "A product after [/] is ambiguous: write "
                + text.substring(0, start).strip()
                + "("
                + text.substring(start).strip()
                + ")");
      }
    }
    return unit;
  }

  private Unit checked(Unit left, Unit right) {
    try {
      return left.times(right);
    } catch (UnitException e) {
      throw error(String.valueOf(e.getMessage()));
    }
  }

  private Unit term() {
    int start = at;
    if (peek() == '(') {
      at++;
      blanks();
      Unit inner = expression();
      close();
      return raised(inner, start);
    }
    String word = word();
    if (peek() == '(' && !word.isEmpty()) {
      return function(word, start);
    }
    if (peek() == '\'') {
      return raised(quoted(word), start);
    }
    if (word.isEmpty()) {
      throw error(
          atEnd() ? "A unit is missing" : "[" + text.charAt(at) + "] stands where a unit belongs");
    }
    Optional<Unit> unit = UnitSymbols.find(word);
    if (unit.isEmpty()) {
      String hint =
          UnitSymbols.similar(word).map(known -> ": did you mean [" + known + "]?").orElse("");
      throw new UnitException("Unknown unit [" + word + "]" + hint, start + 1);
    }
    return raised(unit.get(), start);
  }

  private Unit function(String word, int start) {
    at++;
    blanks();
    Unit argument = quotient();
    close();
    return switch (word) {
      case "sqrt" -> raised(power(argument, 0.5, start), start);
      case "log", "ln", "exp" -> argument.logarithm(text.substring(start, at).strip());
      default ->
          throw new UnitException(
              "Unknown function [" + word + "]: write sqrt, log, ln or exp", start + 1);
    };
  }

  /** A unit that is not of the standard, in quotes: it converts to itself alone. */
  private Unit quoted(String prefix) {
    int start = at;
    int end = text.indexOf('\'', at + 1);
    if (end <= at + 1) {
      throw error(end < 0 ? "The quote is not closed" : "The quotes are empty");
    }
    at = end + 1;
    String name = text.substring(start + 1, end);
    Unit unit = new Unit(name, BigDecimal.ONE, Dimension.of("'" + name + "'"), false);
    if (prefix.isEmpty()) {
      return unit;
    }
    return unit.scaled(
        UnitSymbols.prefix(prefix)
            .orElseThrow(
                () ->
                    new UnitException(
                        "[" + prefix + "] is no prefix", start - prefix.length() + 1)));
  }

  private Unit raised(Unit unit, int start) {
    Unit result = unit;
    if (atPowerSign()) {
      powerSign();
      result = power(unit, exponent(), start);
    } else if (isDigit(peek()) || ((peek() == '-' || peek() == '+') && isDigit(peek(1)))) {
      result = power(unit, integer(), start);
    }
    return result;
  }

  private static Unit power(Unit unit, double exponent, int start) {
    try {
      return unit.power(exponent);
    } catch (UnitException | ArithmeticException e) {
      throw new UnitException(String.valueOf(e.getMessage()), start + 1);
    }
  }

  private boolean atPowerSign() {
    return peek() == '^' || (peek() == '*' && peek(1) == '*');
  }

  private void powerSign() {
    at += peek() == '^' ? 1 : 2;
    blanks();
  }

  private double exponent() {
    if (peek() != '(') {
      return integer();
    }
    at++;
    blanks();
    double value = decimal();
    blanks();
    if (peek() == '/') {
      at++;
      blanks();
      int position = at;
      double below = decimal();
      if (below == 0) {
        throw new UnitException("A power cannot be divided by 0", position + 1);
      }
      value /= below;
    }
    close();
    return value;
  }

  private double integer() {
    int start = at;
    if (peek() == '-' || peek() == '+') {
      at++;
    }
    digits();
    if (peek() == '.' && isDigit(peek(1)) && isDigit(text.charAt(at - 1))) {
      at = start;
      return decimal();
    }
    return number(start);
  }

  private double decimal() {
    int start = at;
    if (peek() == '-' || peek() == '+') {
      at++;
    }
    digits();
    if (peek() == '.') {
      at++;
      digits();
    }
    return number(start);
  }

  private double number(int start) {
    String number = text.substring(start, at);
    if (number.chars().noneMatch(Character::isDigit)) {
      throw error("A power is missing");
    }
    double value = new BigDecimal(number, PRECISION).doubleValue();
    if (Math.abs(value) > MAX_EXPONENT) {
      throw new UnitException("The power " + number + " is too large", start + 1);
    }
    return value;
  }

  private void digits() {
    while (isDigit(peek())) {
      at++;
    }
  }

  private void close() {
    blanks();
    if (peek() != ')') {
      throw error(
          atEnd() ? "[)] is missing" : "[" + text.charAt(at) + "] stands where [)] belongs");
    }
    at++;
  }

  /** Passes the sign of a product, which may be a blank, if another unit follows. */
  private boolean product() {
    int start = at;
    blanks();
    if (atEnd() || peek() == '/' || peek() == ')') {
      return false;
    }
    if (peek() == '.' || (peek() == '*' && peek(1) != '*')) {
      at++;
      blanks();
      return true;
    }
    return at > start;
  }

  private String word() {
    int start = at;
    while (Character.isLetter(peek()) || peek() == '%' || peek() == '_') {
      at++;
    }
    return text.substring(start, at);
  }

  private void blanks() {
    while (!atEnd() && Character.isWhitespace(peek())) {
      at++;
    }
  }

  private boolean atEnd() {
    return at >= text.length();
  }

  private char peek() {
    return peek(0);
  }

  private char peek(int ahead) {
    return at + ahead < text.length() ? text.charAt(at + ahead) : '\0';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private UnitException error(String message) {
    return new UnitException(message, at + 1);
  }
}
