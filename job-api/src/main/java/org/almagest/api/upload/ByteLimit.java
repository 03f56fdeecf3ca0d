package org.almagest.api.upload;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.almagest.api.error.ServiceException;
import org.almagest.api.error.ServiceException.Code;

/** Counts the bytes of all tables of one query, and stops before they are too many. */
final class ByteLimit {
  private static final int BUFFER = 1 << 16;

  private final long most;
  private long left;

  ByteLimit(long most) {
    this.most = most;
    this.left = most;
  }

  /**
   * Copies a stream into a file.
   *
   * @param check called now and then; may throw to stop it
   */
  void copy(InputStream in, Path file, Runnable check) throws IOException {
    byte[] buffer = new byte[BUFFER];
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        check.run();
        take(read);
        out.write(buffer, 0, read);
      }
    }
  }

  /** Counts bytes. */
  void take(long bytes) {
    left -= bytes;
    if (left < 0) {
      throw new ServiceException(
          Code.TOO_LARGE,
          "The uploaded tables are larger than the limit of "
              + most
              + " bytes (unpacked, all of a query together): send fewer rows or columns");
    }
  }

  /** Bytes that were counted will not be read after all. */
  void giveBack(long bytes) {
    left += bytes;
  }
}
