package org.almagest.catalog.load;

/** A Felis file that cannot be read; the message begins with the file and the line. */
public final class FelisException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FelisException(String message) {
    super(message);
  }

  FelisException(String message, Throwable cause) {
    super(message, cause);
  }
}
