package org.almagest.api.result.encode;

import org.jspecify.annotations.Nullable;

/** Text inside XML and HTML. */
final class XmlText {

  private XmlText() {}

  /** Adds a text whose markup is no markup; what XML 1.0 has no place for becomes U+FFFD. */
  static void add(String text, Bytes out) {
    int plain = 0;
    for (int index = 0; index < text.length(); index++) {
      String replacement = replacement(text, index);
      if (replacement != null) {
        out.add(text.substring(plain, index)).add(replacement);
        plain = index + 1;
      }
    }
    out.add(plain == 0 ? text : text.substring(plain));
  }

  static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int index = 0; index < text.length(); index++) {
      String replacement = replacement(text, index);
      if (replacement == null) {
        escaped.append(text.charAt(index));
      } else {
        escaped.append(replacement);
      }
    }
    return escaped.toString();
  }

  private static @Nullable String replacement(String text, int index) {
    char character = text.charAt(index);
    if (character >= ' ' && character < 0x7f) {
      return switch (character) {
        case '<' -> "&lt;";
        case '>' -> "&gt;";
        case '&' -> "&amp;";
        case '"' -> "&quot;";
        default -> null;
      };
    }
    return switch (character) {
      case '\t', '\n' -> null;
      case '\r' -> "&#13;";
      default -> isChar(text, index) ? null : "\ufffd";
    };
  }

  private static boolean isChar(String text, int index) {
    char character = text.charAt(index);
    if (Character.isHighSurrogate(character)) {
      return index + 1 < text.length() && Character.isLowSurrogate(text.charAt(index + 1));
    }
    if (Character.isLowSurrogate(character)) {
      return index > 0 && Character.isHighSurrogate(text.charAt(index - 1));
    }
    return character >= 0x20 && character < 0xfffe;
  }
}
