package org.almagest.hats.column;

/** A Parquet file that is damaged, or holds what this reader does not decode. */
public final class ColumnException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is wrong, and where. */
  public ColumnException(String message) {
    super(message);
  }

  /** What is wrong, with the failure it shows in. */
  public ColumnException(String message, Throwable cause) {
    super(message, cause);
  }
}
