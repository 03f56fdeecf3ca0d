package org.almagest.backend.duckdb;

import java.sql.SQLException;
import java.util.Locale;
import org.almagest.backend.BackendException;
import org.almagest.backend.BackendException.Code;

/** DuckDB's failures as ours. */
final class DuckDbErrors {

  private DuckDbErrors() {}

  /** The failure with the code of who can act. */
  static BackendException translate(SQLException failure) {
    String text = String.valueOf(failure.getMessage());
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.contains("no space left") || lower.contains("disk quota exceeded")) {
      return new BackendException(
          Code.DISK_FULL, "No space is left on the device for the result of the query", failure);
    }
    if (lower.startsWith("interrupt") || lower.contains("interrupted")) {
      return new BackendException(Code.CANCELLED, "The query was cancelled", failure);
    }
    if (lower.startsWith("out of memory")) {
      return new BackendException(
          Code.OUT_OF_MEMORY,
          "The query needs more memory than it may use; restrict it, or ask for the back end SPARK",
          failure);
    }
    if (lower.startsWith("conversion error")
        || lower.startsWith("out of range error")
        || lower.startsWith("invalid input error")) {
      return new BackendException(Code.QUERY_FAILED, firstLine(text), failure);
    }
    return new BackendException(Code.ENGINE_FAILED, firstLine(text), failure);
  }

  private static String firstLine(String text) {
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end);
  }
}
