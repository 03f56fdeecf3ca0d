package org.almagest.backend.spark;

import org.almagest.backend.BackendException;
import org.almagest.backend.BackendException.Code;
import org.jspecify.annotations.Nullable;

/** Spark's failures as ours. */
final class SparkErrors {

  private SparkErrors() {}

  /** The failure with the code of who can act. */
  static BackendException translate(Exception failure) {
    if (failure instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    for (Throwable cause = failure; cause != null; cause = next(cause)) {
      if (cause instanceof BackendException known) {
        return known;
      }
      String text = String.valueOf(cause.getMessage());
      if (text.contains("No space left on device") || text.contains("Disk quota exceeded")) {
        return new BackendException(
            Code.DISK_FULL, "No space is left on the device for the result of the query", failure);
      }
      if (text.contains("cancelled part of cancelled job group")
          || text.contains("was cancelled")
          || cause instanceof InterruptedException) {
        return new BackendException(Code.CANCELLED, "The query was cancelled", failure);
      }
      if (cause instanceof ArithmeticException || cause instanceof NumberFormatException) {
        return new BackendException(Code.QUERY_FAILED, firstLine(text), failure);
      }
    }
    return new BackendException(
        Code.ENGINE_FAILED, firstLine(String.valueOf(failure.getMessage())), failure);
  }

  private static @Nullable Throwable next(Throwable cause) {
    Throwable next = cause.getCause();
    return next == cause ? null : next;
  }

  private static String firstLine(String text) {
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end);
  }
}
