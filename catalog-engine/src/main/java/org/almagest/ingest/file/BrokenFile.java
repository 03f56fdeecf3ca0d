package org.almagest.ingest.file;

import java.io.EOFException;
import java.io.IOException;
import java.util.zip.ZipException;
import org.almagest.foreign.ForeignTableException;
import org.almagest.ingest.error.IngestException;

/** What to say of files that are not, or not wholly, of their format. */
public final class BrokenFile {

  private BrokenFile() {}

  /** A text file that cannot be read on from a line. */
  static IngestException at(String path, long line, Exception failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && !(cause instanceof EOFException)) {
      cause = cause.getCause();
    }
    String reason;
    if (cause instanceof EOFException || cause instanceof ZipException) {
      reason = "the gzip file is cut short or damaged (" + cause.getMessage() + "); fetch it again";
    } else if (cause instanceof IOException) {
      reason = cause.getMessage();
    } else {
      reason = failure.getMessage();
    }
    return new IngestException(
        IngestException.Code.BROKEN_FILE,
        path + ":" + line + ": cannot read on: " + reason,
        failure);
  }

  /** A file that is refused for what it holds, or lacks. */
  public static IngestException refused(String path, ForeignTableException refused) {
    return new IngestException(
        IngestException.Code.BROKEN_FILE, "[" + path + "] " + refused.getMessage(), refused);
  }

  /** A file that cannot be read at all. */
  public static IngestException of(String path, String format, Exception failure) {
    return new IngestException(
        IngestException.Code.BROKEN_FILE,
        "[" + path + "] is not a readable " + format + " file: " + failure.getMessage(),
        failure);
  }
}
