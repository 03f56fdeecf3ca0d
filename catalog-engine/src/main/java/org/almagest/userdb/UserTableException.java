package org.almagest.userdb;

/** A user table that cannot be read or written; the message is for its user. */
public final class UserTableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is wrong. */
  public enum Code {
    /** Not the name of a table. */
    BAD_NAME,
    /** There is no such table. */
    NOT_FOUND,
    /** There is one already. */
    EXISTS,
    /** The database or the disk fails; the operator looks at the log. */
    STORE_FAILED
  }

  private final Code code;

  /** A failure without a cause of its own. */
  public UserTableException(Code code, String message) {
    super(message);
    this.code = code;
  }

  /** A failure with its cause. */
  public UserTableException(Code code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** What is wrong. */
  public Code code() {
    return code;
  }
}
