package org.almagest.adql.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.almagest.adql.error.AdqlErrorCode;
import org.almagest.adql.error.AdqlException;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a query into tokens, ahead of the grammar: what is too deep for a parser that works by
 * recursion, and what is not ADQL, is found here.
 */
final class Tokenizer {
  private static final Set<String> PAIRS =
      Set.of("<=", ">=", "<>", "!=", "||", "==", "&&", "<<", ">>");

  private final String text;
  private final List<Lexeme> tokens = new ArrayList<>();
  private int index;
  private int line = 1;
  private int lineStart;

  private Tokenizer(String text) {
    this.text = text;
  }

  static List<Lexeme> tokens(String text) {
    Tokenizer tokenizer = new Tokenizer(text);
    tokenizer.run();
    tokenizer.tokens.add(new Lexeme(Lexeme.Kind.END, "", tokenizer.line, tokenizer.column()));
    return List.copyOf(tokenizer.tokens);
  }

  private void run() {
    while (index < text.length()) {
      char c = text.charAt(index);
      if (c == '\n') {
        index++;
        line++;
        lineStart = index;
      } else if (Character.isWhitespace(c)) {
        index++;
      } else if (text.startsWith("--", index)) {
        index = lineEnd(index);
      } else if (text.startsWith("/*", index)) {
        throw syntax("[/*] does not begin a comment in ADQL", "write -- before a comment");
      } else if (text.startsWith("//", index)) {
        throw syntax("Unexpected [//]", "write -- before a comment");
      } else if (c == '\'') {
        add(Lexeme.Kind.STRING, quotedEnd('\'', "The text that begins here has no closing quote"));
      } else if (c == '"') {
        add(Lexeme.Kind.NAME, quotedEnd('"', "The name that begins here has no closing quote"));
      } else if (isWordStart(c)) {
        add(Lexeme.Kind.WORD, wordEnd(index));
      } else if (isDigit(c)
          || (c == '.' && index + 1 < text.length() && isDigit(text.charAt(index + 1)))) {
        add(Lexeme.Kind.NUMBER, numberEnd());
      } else {
        symbol();
      }
    }
  }

  private void symbol() {
    int pairEnd = Math.min(text.length(), index + 2);
    if (PAIRS.contains(text.substring(index, pairEnd))) {
      add(Lexeme.Kind.SYMBOL, pairEnd);
    } else {
      add(Lexeme.Kind.SYMBOL, index + Character.charCount(text.codePointAt(index)));
    }
  }

  private void add(Lexeme.Kind kind, int end) {
    String token = text.substring(index, end);
    tokens.add(new Lexeme(kind, token, line, column()));
    Limits.checkTokens(tokens.size(), line, column());
    for (int i = index; i < end; i++) {
      if (text.charAt(i) == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    index = end;
  }

  private int lineEnd(int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
      at++;
    }
    return at;
  }

  private int quotedEnd(char quote, String unclosed) {
    int at = index + 1;
    while (at < text.length()) {
      if (text.charAt(at) != quote) {
        at++;
      } else if (at + 1 < text.length() && text.charAt(at + 1) == quote) {
        at += 2;
      } else {
        return at + 1;
      }
    }
    throw syntax(unclosed, null);
  }

  private int wordEnd(int from) {
    int at = from;
    while (at < text.length() && (isWordStart(text.charAt(at)) || isDigit(text.charAt(at)))) {
      at++;
    }
    return at;
  }

  /**
   * Digits, a point, digits, an exponent (ADQL 2.1, appendix A: unsigned_numeric_literal). A letter
   * ends a number: {@code 89x} is 89 and x. What looks like a hexadecimal number is refused, since
   * nobody means 0 by it.
   */
  private int numberEnd() {
    int at = digitsEnd(index);
    if (at < text.length() && text.charAt(at) == '.') {
      at = digitsEnd(at + 1);
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      int digits = at + 1;
      if (digits < text.length() && (text.charAt(digits) == '+' || text.charAt(digits) == '-')) {
        digits++;
      }
      int end = digitsEnd(digits);
      at = end > digits ? end : at;
    }
    String attached = text.substring(at, wordEnd(at));
    if (at == index + 1 && text.charAt(index) == '0' && attached.matches("[xX][0-9a-fA-F]+")) {
      throw syntax(
          "[0" + attached + "] is not a number in ADQL",
          "write it in decimal digits; 0 under a name is 0 AS " + attached);
    }
    return at;
  }

  private int digitsEnd(int from) {
    int at = from;
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private int column() {
    return index - lineStart + 1;
  }

  private AdqlException syntax(String message, @Nullable String hint) {
    return new AdqlException(AdqlErrorCode.SYNTAX, line, column(), message, hint);
  }

  private static boolean isWordStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
