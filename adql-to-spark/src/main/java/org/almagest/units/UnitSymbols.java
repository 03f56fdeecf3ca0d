package org.almagest.units;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The units of VOUnits 1.1 by symbol. Astronomical constants are those of IAU 2012 B2 and 2015 B2
 * and B3, physical ones of CODATA 2018.
 */
final class UnitSymbols {

  private static final MathContext PRECISION = MathContext.DECIMAL128;

  private static final BigDecimal PI = new BigDecimal("3.141592653589793238462643383279502884197");

  private static final Map<String, Integer> PREFIXES =
      Map.ofEntries(
          Map.entry("q", -30),
          Map.entry("r", -27),
          Map.entry("y", -24),
          Map.entry("z", -21),
          Map.entry("a", -18),
          Map.entry("f", -15),
          Map.entry("p", -12),
          Map.entry("n", -9),
          Map.entry("u", -6),
          Map.entry("m", -3),
          Map.entry("c", -2),
          Map.entry("d", -1),
          Map.entry("da", 1),
          Map.entry("h", 2),
          Map.entry("k", 3),
          Map.entry("M", 6),
          Map.entry("G", 9),
          Map.entry("T", 12),
          Map.entry("P", 15),
          Map.entry("E", 18),
          Map.entry("Z", 21),
          Map.entry("Y", 24),
          Map.entry("R", 27),
          Map.entry("Q", 30));

  private static final String BINARY_PREFIXES = "KMGTPEZY";

  private static final Set<String> BINARY = Set.of("bit", "byte", "B");

  /** With a prefix these would be read for something else, or mean nothing. */
  private static final Set<String> WITHOUT_PREFIX =
      Set.of("%", "kg", "min", "h", "d", "mas", "uas", "cy", "Ba", "ta", "au", "AU", "dB");

  private static final Map<String, Unit> SYMBOLS = symbols();

  private UnitSymbols() {}

  /** The unit of a symbol, with a prefix or without. */
  static Optional<Unit> find(String symbol) {
    Unit known = SYMBOLS.get(symbol);
    if (known != null) {
      return Optional.of(known);
    }
    for (int length = 2; length >= 1; length--) {
      if (symbol.length() > length) {
        Integer power = PREFIXES.get(symbol.substring(0, length));
        Unit unit = SYMBOLS.get(symbol.substring(length));
        String rest = symbol.substring(length);
        if (power != null && unit != null && !WITHOUT_PREFIX.contains(rest)) {
          return Optional.of(unit.scaled(BigDecimal.ONE.scaleByPowerOfTen(power)).named(symbol));
        }
      }
    }
    return binary(symbol);
  }

  /** The factor of a prefix that stands alone before a quoted unit. */
  static Optional<BigDecimal> prefix(String symbol) {
    return Optional.ofNullable(PREFIXES.get(symbol)).map(BigDecimal.ONE::scaleByPowerOfTen);
  }

  /** A symbol that differs from a text in case only. */
  static Optional<String> similar(String text) {
    return SYMBOLS.keySet().stream().filter(text::equalsIgnoreCase).sorted().findFirst();
  }

  private static Optional<Unit> binary(String symbol) {
    if (symbol.length() > 2 && symbol.charAt(1) == 'i') {
      int step = BINARY_PREFIXES.indexOf(symbol.charAt(0));
      String rest = symbol.substring(2);
      Unit unit = SYMBOLS.get(rest);
      if (step >= 0 && unit != null && BINARY.contains(rest)) {
        return Optional.of(unit.scaled(new BigDecimal(1024).pow(step + 1)).named(symbol));
      }
    }
    return Optional.empty();
  }

  private static Map<String, Unit> symbols() {
    Map<String, Unit> units = new HashMap<>();
    for (String base : "m kg s A K mol cd arcsec mag dex count photon pixel voxel".split(" ")) {
      units.put(base, new Unit(base, BigDecimal.ONE, Dimension.of(base), false));
    }
    for (String counted : "adu beam bin bit chan Crab electron Sun".split(" ")) {
      units.put(counted, new Unit(counted, BigDecimal.ONE, Dimension.of(counted), false));
    }
    mechanics(units);
    electricity(units);
    angles(units);
    times(units);
    astronomy(units);
    return Map.copyOf(units);
  }

  private static void mechanics(Map<String, Unit> units) {
    define(units, "g", "1e-3", "kg 1");
    define(units, "N", "1", "kg 1 m 1 s -2");
    define(units, "Pa", "1", "kg 1 m -1 s -2");
    define(units, "J", "1", "kg 1 m 2 s -2");
    define(units, "W", "1", "kg 1 m 2 s -3");
    define(units, "Hz", "1", "s -1");
    define(units, "erg", "1e-7", "J 1");
    define(units, "eV", "1.602176634e-19", "J 1");
    define(units, "Ry", "2.1798723611035e-18", "J 1");
    define(units, "u", "1.66053906660e-27", "kg 1");
    define(units, "Angstrom", "1e-10", "m 1");
    define(units, "angstrom", "1e-10", "m 1");
    define(units, "barn", "1e-28", "m 2");
    define(units, "%", "0.01", "");
    define(units, "ct", "1", "count 1");
    define(units, "ph", "1", "photon 1");
    define(units, "pix", "1", "pixel 1");
    define(units, "byte", "8", "bit 1");
    define(units, "B", "8", "bit 1");
    define(units, "dB", "0.1", "dex 1");
  }

  private static void electricity(Map<String, Unit> units) {
    define(units, "C", "1", "A 1 s 1");
    define(units, "V", "1", "W 1 A -1");
    define(units, "S", "1", "A 1 V -1");
    define(units, "F", "1", "C 1 V -1");
    define(units, "Wb", "1", "V 1 s 1");
    define(units, "T", "1", "Wb 1 m -2");
    define(units, "G", "1e-4", "T 1");
    define(units, "H", "1", "Wb 1 A -1");
    define(units, "Ohm", "1", "V 1 A -1");
    define(units, "ohm", "1", "V 1 A -1");
    units.put("D", unit(units, "C 1 m 1").scaled(over("1e-21", "299792458")).named("D"));
  }

  private static void angles(Map<String, Unit> units) {
    define(units, "deg", "3600", "arcsec 1");
    define(units, "arcmin", "60", "arcsec 1");
    define(units, "mas", "1e-3", "arcsec 1");
    define(units, "uas", "1e-6", "arcsec 1");
    BigDecimal radian = new BigDecimal(648_000).divide(PI, PRECISION);
    units.put("rad", unit(units, "arcsec 1").scaled(radian).named("rad"));
    define(units, "sr", "1", "rad 2");
    define(units, "lm", "1", "cd 1 sr 1");
    define(units, "lx", "1", "lm 1 m -2");
  }

  private static void times(Map<String, Unit> units) {
    define(units, "min", "60", "s 1");
    define(units, "h", "3600", "s 1");
    define(units, "d", "86400", "s 1");
    define(units, "a", "365.25", "d 1");
    define(units, "yr", "365.25", "d 1");
    define(units, "cy", "36525", "d 1");
    define(units, "ta", "31556925.1897", "s 1");
    define(units, "Ba", "31556925.9747", "s 1");
  }

  private static void astronomy(Map<String, Unit> units) {
    define(units, "AU", "149597870700", "m 1");
    define(units, "au", "149597870700", "m 1");
    BigDecimal unitsPerParsec = new BigDecimal(648_000).divide(PI, PRECISION);
    units.put("pc", unit(units, "AU 1").scaled(unitsPerParsec).named("pc"));
    define(units, "lyr", "9460730472580800", "m 1");
    define(units, "Jy", "1e-26", "W 1 m -2 Hz -1");
    BigDecimal rayleigh = over("1e10", "4").divide(PI, PRECISION);
    units.put("R", unit(units, "photon 1 m -2 s -1 sr -1").scaled(rayleigh).named("R"));
    define(units, "solLum", "3.828e26", "W 1");
    define(units, "solRad", "6.957e8", "m 1");
    units.put(
        "solMass",
        unit(units, "kg 1").scaled(over("1.3271244e20", "6.67430e-11")).named("solMass"));
  }

  private static void define(Map<String, Unit> units, String name, String factor, String powers) {
    units.put(name, unit(units, powers).scaled(new BigDecimal(factor)).named(name));
  }

  /** The product of known units, each followed by its power. */
  private static Unit unit(Map<String, Unit> units, String powers) {
    String[] words = powers.isEmpty() ? new String[0] : powers.split(" ");
    Unit product = Unit.NONE;
    for (int i = 0; i < words.length; i += 2) {
      Unit known = units.get(words[i]);
      if (known == null) {
        throw new IllegalStateException("Unit [" + words[i] + "] is used before it is defined");
      }
      product = product.times(known.power(Integer.parseInt(words[i + 1])));
    }
    return product;
  }

  private static BigDecimal over(String above, String below) {
    return new BigDecimal(above).divide(new BigDecimal(below), PRECISION);
  }
}
