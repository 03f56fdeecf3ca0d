package org.almagest.corpus;

/** A corpus file, or the data under it, that is not as the corpus expects. */
final class CorpusException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CorpusException(String message) {
    super(message);
  }

  CorpusException(String message, Throwable cause) {
    super(message, cause);
  }
}
