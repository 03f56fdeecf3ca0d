package org.almagest.units;

/**
 * Conversions between units written in VOUnits 1.1 (IVOA Recommendation), whose units are all
 * known, with SI prefixes, and binary ones for bit and byte.
 *
 * <p>Catalogs of other traditions are understood as far as they are unambiguous: {@code ^} for
 * powers, {@code *} and blanks for products, several slashes in a row ({@code erg/s/cm2} is {@code
 * erg/(s.cm2)}), powers without a sign between ({@code cm2}, {@code s-1}). A product after a slash
 * ({@code J/m.s}) is refused, because traditions differ.
 */
public final class Units {

  private Units() {}

  /**
   * The number by which values are multiplied to go from one unit to another.
   *
   * @param from a unit in VOUnits
   * @param to a unit in VOUnits
   * @throws UnitException if one is no unit, or if no factor does it: they measure different
   *     quantities, or one is logarithmic
   */
  public static double conversion(String from, String to) {
    return Unit.parse(from).factorTo(Unit.parse(to));
  }
}
