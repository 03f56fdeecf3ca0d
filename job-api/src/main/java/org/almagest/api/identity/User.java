package org.almagest.api.identity;

import java.util.regex.Pattern;

/**
 * Who asks. Every job and every user table has one as its owner.
 *
 * @param name letters, digits, {@code _}, {@code -} and {@code .}; also the name of a folder
 */
public record User(String name) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}");

  /** Checks the name. */
  public User {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "A user's name has letters, digits, '_', '-' and '.', at most 64, not [" + name + "]");
    }
  }
}
