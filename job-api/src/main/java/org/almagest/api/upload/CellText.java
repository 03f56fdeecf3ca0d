package org.almagest.api.upload;

import java.lang.reflect.Array;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;

/** Values as the text of a cell of serialization TABLEDATA (VOTable 1.4, section 5.1). */
final class CellText {

  private CellText() {}

  /**
   * The text of a value.
   *
   * @param elementLength how many characters each text of an array has
   */
  static String of(Object value, int elementLength) {
    if (value instanceof String[] texts) {
      return joined(texts, elementLength);
    }
    if (!value.getClass().isArray()) {
      return value.toString();
    }
    StringBuilder text = new StringBuilder();
    int length = Array.getLength(value);
    for (int index = 0; index < length; index++) {
      if (index > 0) {
        text.append(' ');
      }
      Object element = Array.get(value, index);
      text.append(element instanceof Boolean bool ? bit(bool) : element.toString());
    }
    return text.toString();
  }

  private static String bit(boolean value) {
    return value ? "1" : "0";
  }

  /** Texts of equal length without anything between. */
  private static String joined(String[] texts, int length) {
    StringBuilder joined = new StringBuilder();
    for (String text : texts) {
      String known = text == null ? "" : text;
      int end = Math.min(length, known.length());
      joined.append(known, 0, end).append(" ".repeat(length - end));
    }
    return joined.toString();
  }

  /** The time of a text in DALI's form, with or without a Z at its end. */
  static Optional<LocalDateTime> time(String text) {
    String plain = text.endsWith("Z") ? text.substring(0, text.length() - 1) : text;
    try {
      return Optional.of(
          plain.length() <= 10
              ? LocalDate.parse(plain).atStartOfDay()
              : LocalDateTime.parse(plain.replace(' ', 'T')));
    } catch (DateTimeException noTime) {
      return Optional.empty();
    }
  }
}
