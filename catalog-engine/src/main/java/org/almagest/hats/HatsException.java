package org.almagest.hats;

/** A folder that is not the HATS catalog it should be; the message names the file. */
public final class HatsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  HatsException(String message) {
    super(message);
  }

  HatsException(String message, Throwable cause) {
    super(message, cause);
  }
}
