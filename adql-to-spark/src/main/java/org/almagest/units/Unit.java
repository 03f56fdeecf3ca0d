package org.almagest.units;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * A unit of measurement: a multiple of the product of powers of base units.
 *
 * <p>Base units are kg, m, s, A, K, mol, cd, arcsec, and one for each thing that is counted. The
 * arcsecond is the base of angles because degrees, minutes and milliarcseconds are exact decimal
 * multiples of it.
 */
public final class Unit {

  /** The unit of pure numbers. */
  public static final Unit NONE = new Unit("", Factors.NONE, BigDecimal.ONE, Dimension.NONE, false);

  private static final MathContext PRECISION = MathContext.DECIMAL128;

  private final String text;
  private final Factors factors;
  private final BigDecimal scale;
  private final Dimension dimension;
  private final boolean logarithmic;

  /** A unit with a name of its own. */
  Unit(String name, BigDecimal scale, Dimension dimension, boolean logarithmic) {
    this(name, Factors.of(name), scale, dimension, logarithmic);
  }

  private Unit(
      String text, Factors factors, BigDecimal scale, Dimension dimension, boolean logarithmic) {
    this.text = text;
    this.factors = factors;
    this.scale = scale;
    this.dimension = dimension;
    this.logarithmic = logarithmic;
  }

  /**
   * The unit of a text in VOUnits 1.1; see {@link Units} for what is taken besides. Empty text is
   * {@link #NONE}.
   *
   * @throws UnitException if the text is no unit
   */
  public static Unit parse(String text) {
    return new UnitParser(text).parse();
  }

  /** The text of this unit, in VOUnits; empty for pure numbers. */
  public String text() {
    return text;
  }

  /** The unit of products; what stands above and below is left out. */
  public Unit times(Unit other) {
    refuseLogarithm(this);
    refuseLogarithm(other);
    if (isOne()) {
      return other;
    }
    if (other.isOne()) {
      return this;
    }
    Factors product = factors.times(other.factors);
    return product.isEmpty()
        ? NONE
        : new Unit(
            product.text(),
            product,
            scale.multiply(other.scale, PRECISION),
            dimension.times(other.dimension),
            false);
  }

  /** The unit of quotients. */
  public Unit dividedBy(Unit other) {
    return times(other.power(-1));
  }

  /**
   * The unit of powers.
   *
   * @param exponent any finite number: 0.5 for square roots
   */
  public Unit power(double exponent) {
    refuseLogarithm(this);
    if (exponent == 1) {
      return this;
    }
    Factors power = factors.power(exponent);
    if (power.isEmpty()) {
      return NONE;
    }
    boolean composed = text.equals(factors.text());
    return new Unit(
        composed ? power.text() : Factors.raised(text, exponent),
        power,
        raised(scale, exponent),
        dimension.power(exponent),
        false);
  }

  /** Whether values of this unit are pure numbers, perhaps with a factor, as percent are. */
  public boolean isDimensionless() {
    return !logarithmic && dimension.powers().isEmpty();
  }

  /** Whether a factor converts values of this unit to another one. */
  public boolean convertsTo(Unit other) {
    if (logarithmic || other.logarithmic) {
      return logarithmic && other.logarithmic && text.equals(other.text);
    }
    return dimension.isSame(other.dimension);
  }

  /**
   * The number by which values of this unit are multiplied to have them in another unit, rounded
   * once: 3600 exactly from degrees to arcseconds.
   *
   * @throws UnitException if there is no such number
   */
  public double factorTo(Unit other) {
    if (!convertsTo(other)) {
      throw new UnitException(
          named() + " cannot be converted to " + other.named() + ": " + reason(other), 0);
    }
    if (logarithmic || scale.compareTo(other.scale) == 0) {
      return 1;
    }
    double factor = scale.divide(other.scale, PRECISION).doubleValue();
    if (factor == 0 || Double.isInfinite(factor)) {
      throw new UnitException(
          named() + " cannot be converted to " + other.named() + ": the factor is no double", 0);
    }
    return factor;
  }

  /** Units of the same size and dimension are equal, however they are written. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Unit unit
        && logarithmic == unit.logarithmic
        && scale.compareTo(unit.scale) == 0
        && dimension.isSame(unit.dimension)
        && (!logarithmic || text.equals(unit.text));
  }

  @Override
  public int hashCode() {
    return scale.stripTrailingZeros().hashCode();
  }

  @Override
  public String toString() {
    return text;
  }

  Unit named(String name) {
    return new Unit(name, scale, dimension, logarithmic);
  }

  /** The same unit as somebody wrote it. */
  Unit written(String given) {
    return new Unit(given, factors.written(given), scale, dimension, logarithmic);
  }

  Unit scaled(BigDecimal factor) {
    return new Unit(
        text, factors.scaled(), scale.multiply(factor, PRECISION), dimension, logarithmic);
  }

  Unit logarithm(String name) {
    return new Unit(name, scale, dimension, true);
  }

  private String named() {
    return text.isEmpty() ? "A number without unit" : text;
  }

  private String reason(Unit other) {
    Unit magnitude = isMagnitude() ? this : other;
    if (magnitude.isMagnitude() && isMagnitude() != other.isMagnitude()) {
      return magnitude.named() + " is logarithmic, so that no factor does it";
    }
    return "they measure different quantities";
  }

  private boolean isMagnitude() {
    return logarithmic
        || dimension.powers().containsKey("mag")
        || dimension.powers().containsKey("dex");
  }

  private static void refuseLogarithm(Unit unit) {
    if (unit.logarithmic) {
      throw new UnitException(unit.text + " is logarithmic: it cannot be part of another unit", 0);
    }
  }

  private static BigDecimal raised(BigDecimal scale, double exponent) {
    if (scale.compareTo(BigDecimal.ONE) == 0) {
      return scale;
    }
    if (exponent == Math.rint(exponent) && Math.abs(exponent) <= 100) {
      return scale.pow((int) exponent, PRECISION);
    }
    if (exponent * 2 == Math.rint(exponent * 2) && Math.abs(exponent) <= 50) {
      return scale.sqrt(PRECISION).pow((int) Math.rint(exponent * 2), PRECISION);
    }
    double logarithm = exponent * (Math.log10(scale.unscaledValue().doubleValue()) - scale.scale());
    if (!(Math.abs(logarithm) < 1000)) {
      throw new UnitException("The power " + exponent + " is too large", 0);
    }
    int whole = (int) Math.floor(logarithm);
    return new BigDecimal(Math.pow(10, logarithm - whole), PRECISION).scaleByPowerOfTen(whole);
  }

  private boolean isOne() {
    return factors.isEmpty();
  }
}
