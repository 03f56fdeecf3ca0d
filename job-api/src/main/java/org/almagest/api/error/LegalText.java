package org.almagest.api.error;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import org.almagest.api.error.ServiceException.Code;

/**
 * The characters that texts from outside may have: those of XML 1.0 (section 2.2). The others have
 * no way into the documents of jobs and results, and NUL and lone surrogates none into the
 * database.
 */
public final class LegalText {
  private static final char REPLACEMENT = '\ufffd';

  private LegalText() {}

  /**
   * Checks a text from outside.
   *
   * @param what names its place, such as {@code The parameter QUERY}
   * @return the text
   * @throws ServiceException saying where its first character is that may not be
   */
  public static String check(String what, String text) {
    OptionalInt wrong = firstIllegal(text, 0);
    if (wrong.isPresent()) {
      throw new ServiceException(
          Code.BAD_PARAMETER,
          what
              + " has the character U+%04X".formatted(text.codePointAt(wrong.getAsInt()))
              + " at position "
              + (wrong.getAsInt() + 1)
              + ", which no text may have: leave it out");
    }
    return text;
  }

  /**
   * The text of bytes from outside.
   *
   * @param what names their place
   * @throws ServiceException if they are not UTF-8, or it is not a legal text
   */
  public static String ofUtf8(String what, byte[] bytes) {
    try {
      return check(
          what, StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException malformed) {
      throw new ServiceException(
          Code.BAD_PARAMETER, what + " is not UTF-8: encode it so", malformed);
    }
  }

  /** A text with U+FFFD in the place of what is not legal. */
  public static String replaced(String text) {
    OptionalInt wrong = firstIllegal(text, 0);
    if (wrong.isEmpty()) {
      return text;
    }
    StringBuilder legal = new StringBuilder(text);
    while (wrong.isPresent()) {
      legal.setCharAt(wrong.getAsInt(), REPLACEMENT);
      wrong = firstIllegal(legal, wrong.getAsInt() + 1);
    }
    return legal.toString();
  }

  private static OptionalInt firstIllegal(CharSequence text, int from) {
    for (int index = from; index < text.length(); index++) {
      char character = text.charAt(index);
      if (Character.isHighSurrogate(character)
          && index + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(index + 1))) {
        index++;
      } else if (!isLegal(character)) {
        return OptionalInt.of(index);
      }
    }
    return OptionalInt.empty();
  }

  private static boolean isLegal(char character) {
    return character < ' '
        ? character == '\t' || character == '\n' || character == '\r'
        : !Character.isSurrogate(character) && character < '\ufffe';
  }
}
