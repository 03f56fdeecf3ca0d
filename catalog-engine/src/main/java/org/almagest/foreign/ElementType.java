package org.almagest.foreign;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The types of single values in text, and what of it they hold. */
enum ElementType {
  BOOLEAN("true or false: write T, F or nothing"),
  BIT("a bit: write 0 or 1"),
  UNSIGNED_BYTE("a whole number from 0 to 255"),
  INT8("a whole number from -128 to 127"),
  INT16("a whole number of 16 bits"),
  UINT16("a whole number from 0 to 65535"),
  INT32("a whole number of 32 bits"),
  UINT32("a whole number from 0 to 4294967295"),
  INT64("a whole number of 64 bits"),
  FLOAT32("a number that a float holds"),
  FLOAT64("a number that a double holds"),
  TEXT("text");

  private final String wanted;

  ElementType(String wanted) {
    this.wanted = wanted;
  }

  /** What a text should be, for messages. */
  String wanted() {
    return wanted;
  }

  boolean isReal() {
    return this == FLOAT32 || this == FLOAT64;
  }

  boolean isWhole() {
    return switch (this) {
      case UNSIGNED_BYTE, INT8, INT16, UINT16, INT32, UINT32, INT64 -> true;
      case BOOLEAN, BIT, FLOAT32, FLOAT64, TEXT -> false;
    };
  }

  /** Whether a text, which is not blank, is a value of this type. */
  boolean holds(String text) {
    return switch (this) {
      case BOOLEAN -> isBoolean(text);
      case BIT -> text.equals("0") || text.equals("1");
      case UNSIGNED_BYTE -> isWhole(text, 0, 255);
      case INT8 -> isWhole(text, Byte.MIN_VALUE, Byte.MAX_VALUE);
      case INT16 -> isWhole(text, Short.MIN_VALUE, Short.MAX_VALUE);
      case UINT16 -> isWhole(text, 0, 65_535);
      case INT32 -> isWhole(text, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case UINT32 -> isWhole(text, 0, 4_294_967_295L);
      case INT64 -> isWhole(text, Long.MIN_VALUE, Long.MAX_VALUE);
      case FLOAT32, FLOAT64 -> isReal(text);
      case TEXT -> true;
    };
  }

  private static boolean isBoolean(String text) {
    if (text.length() == 1) {
      return "TtFf10?".contains(text);
    }
    return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
  }

  private static boolean isWhole(String text, long low, long high) {
    try {
      long value =
          text.startsWith("0x") ? Long.parseLong(text, 2, text.length(), 16) : Long.parseLong(text);
      return value >= low && value <= high;
    } catch (NumberFormatException none) {
      return false;
    }
  }

  private boolean isReal(String text) {
    if (isNan(text) || infinity(text) != null) {
      return true;
    }
    for (int index = 0; index < text.length(); index++) {
      char character = text.charAt(index);
      boolean ofNumber =
          (character >= '0' && character <= '9')
              || character == '.'
              || character == '-'
              || character == '+'
              || character == 'e'
              || character == 'E';
      if (!ofNumber) {
        return false;
      }
    }
    try {
      return this == FLOAT32
          ? Float.isFinite(Float.parseFloat(text))
          : Double.isFinite(Double.parseDouble(text));
    } catch (NumberFormatException none) {
      return false;
    }
  }

  static boolean isNan(String text) {
    int start = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    return text.length() == start + 3 && text.regionMatches(true, start, "nan", 0, 3);
  }

  /** The infinity that a text names as Java reads it; null if it names none. */
  static @Nullable String infinity(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "inf", "+inf", "infinity", "+infinity" -> "Infinity";
      case "-inf", "-infinity" -> "-Infinity";
      default -> null;
    };
  }
}
