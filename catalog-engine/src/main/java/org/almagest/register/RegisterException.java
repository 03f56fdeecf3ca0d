package org.almagest.register;

import org.jspecify.annotations.Nullable;

/** A catalog that was not registered; nothing has changed. The message is for the operator. */
public final class RegisterException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Who can act, on what. */
  public enum Code {
    /** The request itself: a name that is not legal, a column that is not there. */
    WRONG_REQUEST,
    /** The catalog: it is none, something of it is missing, or of a kind that is no table. */
    WRONG_CATALOG,
    /** The catalog cannot be read. */
    UNREADABLE
  }

  private final Code code;

  RegisterException(Code code, String message) {
    super(message);
    this.code = code;
  }

  RegisterException(Code code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** Who can act, on what. */
  public Code code() {
    return code;
  }
}
