package org.almagest.foreign;

import org.jspecify.annotations.Nullable;

/**
 * A table that is not taken. The message says what is wrong with it, and follows the name of the
 * table or file: {@code is not complete: it ends in row 3}.
 */
public final class ForeignTableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is wrong. */
  public enum Code {
    /** It is not of its format, ends too early, or holds values that are none of their type. */
    BROKEN,
    /** Something in it is longer than the memory that it may need. */
    TOO_LARGE
  }

  private final Code code;

  private ForeignTableException(Code code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  static ForeignTableException bad(String what) {
    return new ForeignTableException(Code.BROKEN, what, null);
  }

  static ForeignTableException bad(String what, Throwable cause) {
    return new ForeignTableException(Code.BROKEN, what, cause);
  }

  /** A table of which only the first rows are there. */
  static ForeignTableException incomplete(long rows, String why) {
    return bad("is not complete: after " + rows(rows) + " " + why + "; send the whole of it");
  }

  private static String rows(long rows) {
    return rows == 1 ? "1 row" : rows + " rows";
  }

  static ForeignTableException tooLarge(String what) {
    return new ForeignTableException(Code.TOO_LARGE, what, null);
  }

  /** What is wrong. */
  public Code code() {
    return code;
  }
}
