package org.almagest.adql.conformance;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tables that a name may be of.
 *
 * @param outer those around a sub-query
 */
record Scope(List<Item> items, @Nullable Scope outer) {

  /**
   * A table of FROM.
   *
   * @param names its alias, or its name and before it that of its schema
   */
  record Item(List<String> names, RowSource source) {

    boolean isNamed(List<String> qualifier) {
      int skipped = names.size() - qualifier.size();
      if (skipped < 0) {
        return false;
      }
      for (int i = 0; i < qualifier.size(); i++) {
        if (!names.get(skipped + i).equalsIgnoreCase(qualifier.get(i))) {
          return false;
        }
      }
      return true;
    }
  }

  /** The type of a column, made if need be; of an unqualified one only where no choice is left. */
  @Nullable InferredType find(List<String> qualifier, String name, Guess guess) {
    if (!qualifier.isEmpty()) {
      for (Item item : items) {
        if (item.isNamed(qualifier)) {
          return item.source.made(name);
        }
      }
      return outer == null ? null : outer.find(qualifier, name, guess);
    }
    for (Item item : items) {
      InferredType known = item.source.known(name);
      if (known != null) {
        return known;
      }
    }
    List<Item> open = items.stream().filter(item -> item.source.isOpen()).toList();
    if (open.size() == 1 || (guess == Guess.FIRST_TABLE && !open.isEmpty())) {
      return open.get(0).source.made(name);
    }
    return open.isEmpty() && outer != null ? outer.find(qualifier, name, guess) : null;
  }

  /** What to do where an unqualified column may be of several tables. */
  enum Guess {
    /** Wait for a qualified use of it. */
    NONE,
    /** It is of the first. */
    FIRST_TABLE
  }
}
