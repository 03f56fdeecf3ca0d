package org.almagest.api.database;

/** The database or the data directory cannot be used; the message is for the operator. */
public final class DatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is wrong. */
  public enum Code {
    /** The embedded server does not start. */
    START_FAILED,
    /** The server does not answer, or refuses the role. */
    UNREACHABLE,
    /** Another service owns the data directory. */
    DIRECTORY_IN_USE,
    /** The data directory cannot be written. */
    DIRECTORY_UNUSABLE
  }

  private final Code code;

  DatabaseException(Code code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  DatabaseException(Code code, String message) {
    super(message);
    this.code = code;
  }

  /** What is wrong. */
  public Code code() {
    return code;
  }
}
