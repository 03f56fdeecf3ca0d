package org.almagest.ingest.file;

/** A row that cannot be read; the message says why and what was expected. */
public final class BadRowException extends Exception {
  private static final long serialVersionUID = 1L;

  public BadRowException(String message) {
    super(message, null, false, false);
  }
}
