package org.almagest.api.error;

import java.io.IOException;
import java.util.Locale;

/** Tells that no space is left from what else may go wrong with a file. */
public final class DiskFull {

  private DiskFull() {}

  /** Java has no exception of its own for it; the text is the operating system's. */
  public static boolean causes(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message = cause.getMessage();
      if (cause instanceof IOException && message != null) {
        String lower = message.toLowerCase(Locale.ROOT);
        if (lower.contains("no space left") || lower.contains("quota exceeded")) {
          return true;
        }
      }
    }
    return false;
  }
}
