package org.almagest.api.upload;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** How long the rows of a CSV file are: a quote that is not closed makes one row of the rest. */
final class CsvLengths {

  private CsvLengths() {}

  /** Refuses what is too long. */
  static void check(Path file, TableTarget target) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long row = 0;
    boolean quoted = false;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        for (int index = 0; index < read; index++) {
          byte value = buffer[index];
          quoted ^= value == '"';
          row = !quoted && (value == '\n' || value == '\r') ? 0 : row + 1;
        }
        RowLimit.check(target, "a row", (double) row);
      }
    }
  }
}
