package org.almagest.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The query of a command: its argument, or standard input for {@code -}. */
final class QueryText {

  private QueryText() {}

  static String of(String argument, InputStream standardInput) {
    String text = argument.equals("-") ? read(standardInput) : argument;
    if (text.isBlank()) {
      throw CommandFailure.wrongUse("The query is empty: write one, such as 'SELECT ...'");
    }
    return text;
  }

  private static String read(InputStream standardInput) {
    try {
      return new String(standardInput.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Standard input cannot be read", e);
    }
  }
}
