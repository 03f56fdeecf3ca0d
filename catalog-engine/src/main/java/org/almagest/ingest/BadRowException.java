package org.almagest.ingest;

/** A row that cannot be read; the message says why and what was expected. */
final class BadRowException extends Exception {
  private static final long serialVersionUID = 1L;

  BadRowException(String message) {
    super(message, null, false, false);
  }
}
