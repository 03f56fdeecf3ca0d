package org.almagest.api.result.encode;

import java.time.LocalDateTime;

/** Values as texts (DALI 1.1, section 3.3): those of a VOTable, and of all formats made of text. */
final class CellValue {

  private CellValue() {}

  static String text(Object value) {
    if (value instanceof LocalDateTime time) {
      return TimestampText.dali(time);
    }
    if (value instanceof Double number && Double.isInfinite(number)) {
      return number > 0 ? "+Inf" : "-Inf";
    }
    if (value instanceof Float number && Float.isInfinite(number)) {
      return number > 0 ? "+Inf" : "-Inf";
    }
    return value.toString();
  }
}
