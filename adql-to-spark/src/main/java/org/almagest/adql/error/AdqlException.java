package org.almagest.adql.error;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A query that cannot be run as it is written. The message is for the astronomer who wrote it: it
 * names the token and, where one is known, what to write instead.
 */
public final class AdqlException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final AdqlErrorCode code;
  private final int line;
  private final int column;
  private final @Nullable String hint;

  /**
   * @param line the line of the token, from 1; 0 where no token is to blame
   * @param column the column of the token, from 1; 0 where no token is to blame
   * @param hint what to write instead, or null
   */
  public AdqlException(
      AdqlErrorCode code, int line, int column, String message, @Nullable String hint) {
    super(message);
    this.code = code;
    this.line = line;
    this.column = column;
    this.hint = hint;
  }

  /** The code of the rule that the query breaks. */
  public AdqlErrorCode code() {
    return code;
  }

  /** The line of the token, from 1; 0 where no token is to blame. */
  public int line() {
    return line;
  }

  /** The column of the token, from 1; 0 where no token is to blame. */
  public int column() {
    return column;
  }

  /** What to write instead. */
  public Optional<String> hint() {
    return Optional.ofNullable(hint);
  }

  /** Position, message and hint in one line, as a user sees them. */
  public String describe() {
    StringBuilder text = new StringBuilder();
    if (line > 0) {
      text.append("Line ").append(line).append(", column ").append(column).append(": ");
    }
    return text.append(advice()).toString();
  }

  /** Message and hint, without the position. */
  public String advice() {
    return hint == null ? String.valueOf(getMessage()) : getMessage() + " (" + hint + ")";
  }
}
