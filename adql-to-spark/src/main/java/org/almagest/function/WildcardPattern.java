package org.almagest.function;

import java.util.ArrayList;
import java.util.List;

/**
 * A pattern of LIKE: {@code %} stands for any characters, {@code _} for one, and no character
 * escapes another. The pieces between the {@code %} are looked for from left to right, each where
 * it first stands: where a match exists, there is one with those. Pieces without {@code _} are
 * found in a time that grows with the length of text and pattern together; for one of m characters
 * with {@code _} the bound is m steps for each character of the text. No text makes it go back
 * farther than the piece at hand.
 */
final class WildcardPattern {
  private final List<int[]> pieces = new ArrayList<>();
  private final List<int[]> borders = new ArrayList<>();
  private final boolean anyCase;

  private WildcardPattern(String pattern, boolean anyCase) {
    this.anyCase = anyCase;
    int from = 0;
    for (int at = 0; at <= pattern.length(); at++) {
      if (at == pattern.length() || pattern.charAt(at) == '%') {
        int[] piece = characters(pattern.substring(from, at));
        pieces.add(piece);
        borders.add(borders(piece));
        from = at + 1;
      }
    }
  }

  /** As LIKE matches. */
  static WildcardPattern of(String pattern) {
    return new WildcardPattern(pattern, false);
  }

  /** The same, whatever the case of a letter. */
  static WildcardPattern inAnyCase(String pattern) {
    return new WildcardPattern(pattern, true);
  }

  /** Whether the whole text matches. */
  boolean matches(String value) {
    int[] text = characters(value);
    int[] first = pieces.get(0);
    int[] last = pieces.get(pieces.size() - 1);
    if (pieces.size() == 1) {
      return text.length == first.length && standsAt(first, text, 0);
    }
    int end = text.length - last.length;
    if (first.length > end || !standsAt(first, text, 0) || !standsAt(last, text, end)) {
      return false;
    }
    int from = first.length;
    for (int i = 1; i < pieces.size() - 1; i++) {
      int at = find(i, text, from, end);
      if (at < 0) {
        return false;
      }
      from = at + pieces.get(i).length;
    }
    return true;
  }

  /** Where a piece first stands in a part of a text; -1: nowhere. */
  private int find(int index, int[] text, int from, int end) {
    int[] piece = pieces.get(index);
    int[] border = borders.get(index);
    if (border.length < piece.length) {
      for (int at = from; at <= end - piece.length; at++) {
        if (standsAt(piece, text, at)) {
          return at;
        }
      }
      return -1;
    }
    if (piece.length == 0) {
      return from;
    }
    // Knuth, Morris & Pratt 1977.
    int matched = 0;
    for (int at = from; at < end; at++) {
      while (matched > 0 && piece[matched] != text[at]) {
        matched = border[matched - 1];
      }
      if (piece[matched] == text[at]) {
        matched++;
      }
      if (matched == piece.length) {
        return at + 1 - piece.length;
      }
    }
    return -1;
  }

  private static boolean standsAt(int[] piece, int[] text, int from) {
    for (int i = 0; i < piece.length; i++) {
      if (piece[i] != '_' && piece[i] != text[from + i]) {
        return false;
      }
    }
    return true;
  }

  /** The longest proper border of each beginning; empty for a piece with {@code _}. */
  private static int[] borders(int[] piece) {
    for (int character : piece) {
      if (character == '_') {
        return new int[0];
      }
    }
    int[] border = new int[piece.length];
    int matched = 0;
    for (int i = 1; i < piece.length; i++) {
      while (matched > 0 && piece[matched] != piece[i]) {
        matched = border[matched - 1];
      }
      if (piece[matched] == piece[i]) {
        matched++;
      }
      border[i] = matched;
    }
    return border;
  }

  private int[] characters(String text) {
    return anyCase
        ? text.codePoints().map(c -> Character.toLowerCase(Character.toUpperCase(c))).toArray()
        : text.codePoints().toArray();
  }
}
