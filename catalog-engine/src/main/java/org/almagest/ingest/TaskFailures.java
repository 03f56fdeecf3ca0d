package org.almagest.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.almagest.ingest.error.IngestException;

/** What went wrong, for the person who can act. */
public final class TaskFailures {

  private TaskFailures() {}

  /** The failure as an ingest reports it, found where Spark has wrapped it. */
  public static IngestException translated(Exception failure, Path folder) {
    if (failure instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof IngestException known) {
        return known;
      }
      String message = cause.getMessage();
      if (message != null && message.contains("No space left on device")) {
        return new IngestException(
            IngestException.Code.DISK_FULL,
            "No space is left on the device of ["
                + folder
                + "] or of Spark's temporary files; nothing was ingested. Free some space and try"
                + " again",
            failure);
      }
    }
    return new IngestException(
        IngestException.Code.FAILED, "The ingest failed: " + failure.getMessage(), failure);
  }

  /** How many bytes the files of a folder have. */
  public static long bytes(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      return tree.filter(Files::isRegularFile).mapToLong(TaskFailures::size).sum();
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
