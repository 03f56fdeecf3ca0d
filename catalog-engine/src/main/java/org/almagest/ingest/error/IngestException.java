package org.almagest.ingest.error;

import org.jspecify.annotations.Nullable;

/**
 * An ingest that failed; nothing of it is visible. The message is for the person who started it.
 */
public final class IngestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Who can act, on what. */
  public enum Code {
    /** The request itself: a name that is not legal, a column that is not there. */
    WRONG_REQUEST,
    /** A file is missing or cannot be opened. */
    NO_SUCH_FILE,
    /** A file that is not, or not wholly, of its format. */
    BROKEN_FILE,
    /** Rows that cannot be read, and the request did not ask to skip them. */
    BAD_ROWS,
    /** No space is left on the device. */
    DISK_FULL,
    /** Anything else: the operator looks at the log. */
    FAILED
  }

  private final Code code;

  public IngestException(Code code, String message) {
    super(message);
    this.code = code;
  }

  public IngestException(Code code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** Who can act, on what. */
  public Code code() {
    return code;
  }
}
