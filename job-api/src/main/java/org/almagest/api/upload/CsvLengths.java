package org.almagest.api.upload;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.almagest.foreign.RowLimit;

/**
 * How long the rows of a CSV or ECSV file are: a quote that is not closed makes one row of the
 * rest, and a header may have no end.
 */
final class CsvLengths {
  private static final int HEADER = 4 << 20;

  private CsvLengths() {}

  /**
   * Refuses what is too long or does not end.
   *
   * @param comment how lines of the header begin; NUL where there are none
   */
  static void check(Path file, TableTarget target, char comment) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long row = 0;
    long line = 1;
    long opened = 0;
    long header = 0;
    boolean inComment = false;
    long fields = 1;
    boolean isFirst = true;
    boolean quoted = false;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        for (int index = 0; index < read; index++) {
          byte value = buffer[index];
          boolean ends = value == '\n' || value == '\r';
          if (value == '\n') {
            line++;
          }
          if (row == 0 && !quoted) {
            inComment = isFirst && comment != 0 && value == comment;
          }
          if (inComment) {
            header++;
          } else if (value == '"') {
            quoted = !quoted;
            opened = line;
          } else if (isFirst && !quoted && value == ',') {
            fields++;
          }
          if (ends && !quoted) {
            isFirst = isFirst && (inComment || row == 0);
            row = 0;
          } else {
            row++;
          }
        }
        RowLimit.check("a row", (double) row);
        RowLimit.check("a header", (double) header, HEADER);
        if (fields > target.mostColumns()) {
          throw target.tooLarge("has more columns than the limit of " + target.mostColumns());
        }
      }
    }
    if (quoted) {
      throw target.bad(
          "is not complete: it ends within quotes (\"), which were opened in line "
              + opened
              + "; send the whole of it");
    }
  }
}
