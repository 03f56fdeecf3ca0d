package org.almagest.adql.error;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Names that a misspelt one may stand for. */
public final class Suggestions {

  private Suggestions() {}

  /** A hint with the nearest of the names, or null where none is near. */
  public static @Nullable String didYouMean(String wrong, Collection<String> names) {
    String typed = wrong.toLowerCase(Locale.ROOT);
    int farthest = Math.max(1, typed.length() / 3);
    return names.stream()
        .distinct()
        .filter(name -> distance(typed, name.toLowerCase(Locale.ROOT)) <= farthest)
        .min(
            Comparator.comparingInt((String name) -> distance(typed, name.toLowerCase(Locale.ROOT)))
                .thenComparing(Comparator.naturalOrder()))
        .map(name -> "did you mean " + name + "?")
        .orElse(null);
  }

  /** Levenshtein's distance. */
  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
