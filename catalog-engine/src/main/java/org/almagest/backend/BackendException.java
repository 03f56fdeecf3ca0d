package org.almagest.backend;

/** A query that failed in a back end, for a reason that the code tells. */
public final class BackendException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Who can act on a failure. */
  public enum Code {
    /** The query asks for something that fails on its data: a division by zero, an overflow. */
    QUERY_FAILED,
    /** No space is left on the device. */
    DISK_FULL,
    /** The query needs more memory than it may use. */
    OUT_OF_MEMORY,
    /** The execution was cancelled. */
    CANCELLED,
    /** Anything else: the operator looks at the log. */
    ENGINE_FAILED
  }

  private final Code code;

  /** A failure with its cause. */
  public BackendException(Code code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** A failure without a cause of its own. */
  public BackendException(Code code, String message) {
    super(message);
    this.code = code;
  }

  /** Who can act. */
  public Code code() {
    return code;
  }
}
