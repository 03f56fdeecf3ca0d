package org.almagest.function;

import static org.almagest.function.ValueType.BIGINT;
import static org.almagest.function.ValueType.DOUBLE;
import static org.almagest.function.ValueType.INTEGER;
import static org.almagest.function.ValueType.TEXT;

import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.almagest.sky.SkyPoint;
import org.almagest.sky.healpix.Healpix;
import org.almagest.sky.motion.ProperMotion;
import org.jspecify.annotations.Nullable;

/** Functions of the IVOA's catalogue of ADQL user-defined functions. */
final class CatalogueFunctions {

  /** Julian and modified Julian dates of 1970-01-01T00:00:00 [d]. */
  private static final double JULIAN_DAY_0 = 2_440_587.5;

  private static final double MODIFIED_DAY_0 = 40_587;
  private static final double NANOSECONDS_OF_A_DAY = 86_400e9;

  private CatalogueFunctions() {}

  static List<EngineFunction> all() {
    LatestPattern patterns = new LatestPattern(WildcardPattern::inAnyCase);
    return List.of(
        new EngineFunction(
            "ivo_healpix_index",
            List.of(INTEGER, DOUBLE, DOUBLE),
            BIGINT,
            x -> healpixIndex((Integer) x[0], (Double) x[1], (Double) x[2])),
        new EngineFunction(
            "ivo_healpix_center",
            List.of(INTEGER, BIGINT),
            TEXT,
            x -> healpixCenter((Integer) x[0], (Long) x[1])),
        new EngineFunction(
            "ivo_hasword",
            List.of(TEXT, TEXT),
            INTEGER,
            x -> hasWord((String) x[0], (String) x[1]) ? 1 : 0),
        new EngineFunction(
            "ivo_hashlist_has",
            List.of(TEXT, TEXT),
            INTEGER,
            x -> hashListHas((String) x[0], (String) x[1]) ? 1 : 0),
        new EngineFunction(
            "ivo_nocasematch",
            List.of(TEXT, TEXT),
            INTEGER,
            x -> patterns.matches((String) x[0], (String) x[1]) ? 1 : 0),
        new EngineFunction(
            "ivo_to_jd", List.of(TEXT), DOUBLE, x -> daysFrom((String) x[0], JULIAN_DAY_0)),
        new EngineFunction(
            "ivo_to_mjd", List.of(TEXT), DOUBLE, x -> daysFrom((String) x[0], MODIFIED_DAY_0)),
        new EngineFunction(
            "ivo_epoch_prop_pos",
            Collections.nCopies(8, DOUBLE),
            TEXT,
            CatalogueFunctions::propagated));
  }

  /** A time in ISO 8601, in days. */
  private static @Nullable Double daysFrom(String time, double epoch) {
    try {
      LocalDateTime parsed = LocalDateTime.parse(time);
      return epoch
          + parsed.toLocalDate().toEpochDay()
          + parsed.toLocalTime().toNanoOfDay() / NANOSECONDS_OF_A_DAY;
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static @Nullable Long healpixIndex(int order, double lon, double lat) {
    return order >= 0
            && order <= Healpix.MAX_ORDER
            && Double.isFinite(lon)
            && lat >= -90
            && lat <= 90
        ? Healpix.cell(order, lon, lat)
        : null;
  }

  private static @Nullable String healpixCenter(int order, long cell) {
    if (order < 0 || order > Healpix.MAX_ORDER || cell < 0 || cell >= Healpix.cells(order)) {
      return null;
    }
    double[] center = Healpix.center(order, cell);
    return RegionText.of(new SkyPoint(center[0], center[1]));
  }

  /** Whether a word, or a row of words, is in a text, in any case; letters and digits are words. */
  static boolean hasWord(String text, String word) {
    String haystack = text.toLowerCase(Locale.ROOT);
    String needle = word.strip().toLowerCase(Locale.ROOT);
    if (needle.isEmpty()) {
      return false;
    }
    for (int at = haystack.indexOf(needle); at >= 0; at = haystack.indexOf(needle, at + 1)) {
      int end = at + needle.length();
      boolean begins = at == 0 || !Character.isLetterOrDigit(haystack.charAt(at - 1));
      boolean ends = end == haystack.length() || !Character.isLetterOrDigit(haystack.charAt(end));
      if (begins && ends) {
        return true;
      }
    }
    return false;
  }

  /** Whether a list with {@code #} between its items has one, in any case. */
  static boolean hashListHas(String list, String item) {
    for (String candidate : list.split("#", -1)) {
      if (candidate.equalsIgnoreCase(item)) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable Object propagated(Object[] x) {
    double[] numbers = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      numbers[i] = (Double) x[i];
    }
    try {
      double[] position =
          ProperMotion.propagate(
              numbers[0],
              numbers[1],
              numbers[2],
              numbers[3],
              numbers[4],
              numbers[5],
              numbers[6],
              numbers[7]);
      return RegionText.of(new SkyPoint(position[0], position[1]));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
