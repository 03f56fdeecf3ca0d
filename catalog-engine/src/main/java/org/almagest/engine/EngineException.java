package org.almagest.engine;

/** A valid query that cannot be run here. */
public final class EngineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why it cannot be run. */
  public enum Code {
    /** No back end supports it; the message lists each refusal. */
    NO_BACKEND,
    /** A file of a table is missing or damaged; the operator looks at it. */
    TABLE_DAMAGED,
    /** The file system of a table does not answer; other tables may be read. */
    TABLE_SILENT
  }

  private final Code code;

  /** A failure without a cause of its own. */
  public EngineException(Code code, String message) {
    super(message);
    this.code = code;
  }

  /** A failure with its cause. */
  public EngineException(Code code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** Why the query cannot be run. */
  public Code code() {
    return code;
  }
}
