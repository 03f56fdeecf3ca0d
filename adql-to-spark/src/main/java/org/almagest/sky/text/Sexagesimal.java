package org.almagest.sky.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Angles written as three numbers, such as {@code 00:08:27.05} or {@code +27 43 03.6}; two numbers
 * are taken without seconds.
 */
public final class Sexagesimal {

  private static final Pattern FORM =
      Pattern.compile(
          "\\s*([+\\-\u2212]?)\\s*(\\d{1,3})\\s*[:hd°\\s]\\s*(\\d{1,2}(?:\\.\\d*)?)"
              + "(?:\\s*[:m'\\s]\\s*(\\d{1,2}(?:\\.\\d*)?)\\s*[s\"]?|\\s*[m']?)\\s*");

  private Sexagesimal() {}

  /** Whether a text has the form of a sexagesimal angle. */
  public static boolean matches(String text) {
    return FORM.matcher(text).matches();
  }

  /**
   * A right ascension in hours, minutes and seconds [deg].
   *
   * @throws NumberFormatException if the text is no such angle, or not within 0 to 24 hours
   */
  public static double hoursToDegrees(String text) {
    double hours = parse(text, "hours, minutes and seconds such as 00:08:27.05");
    if (!(hours >= 0 && hours <= 24)) {
      throw new NumberFormatException("[" + text + "] is not between 0 and 24 hours");
    }
    return hours * 15;
  }

  /**
   * A declination in degrees, minutes and seconds of arc [deg].
   *
   * @throws NumberFormatException if the text is no such angle, or not within -90 to 90 degrees
   */
  public static double degrees(String text) {
    double degrees = parse(text, "degrees, minutes and seconds such as +27:43:03.6");
    if (!(degrees >= -90 && degrees <= 90)) {
      throw new NumberFormatException("[" + text + "] is not between -90 and 90 degrees");
    }
    return degrees;
  }

  private static double parse(String text, String wanted) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new NumberFormatException("[" + text + "] is not " + wanted);
    }
    double minutes = Double.parseDouble(form.group(3));
    double seconds = form.group(4) == null ? 0 : Double.parseDouble(form.group(4));
    if (minutes >= 60 || seconds > 60) {
      throw new NumberFormatException("[" + text + "] has 60 or more minutes or seconds");
    }
    double value = Integer.parseInt(form.group(2)) + (minutes + seconds / 60) / 60;
    return form.group(1).isEmpty() || form.group(1).equals("+") ? value : -value;
  }
}
