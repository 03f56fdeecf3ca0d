package org.almagest.ingest.file;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.almagest.foreign.Gzip;
import org.apache.commons.csv.CSVFormat;

/** Opens text files: gzip or not, with comment lines before the first row or not. */
final class TextFile {

  private static final int BUFFER = 1 << 16;

  private TextFile() {}

  /** The bytes of a file, unpacked where it is packed by gzip. */
  static InputStream open(Path file) throws IOException {
    return Gzip.open(file);
  }

  static BufferedReader reader(Path file) throws IOException {
    return new BufferedReader(new InputStreamReader(open(file), StandardCharsets.UTF_8), BUFFER);
  }

  /**
   * Skips the lines that begin with {@code #} before the first row, and a byte-order mark.
   *
   * @return how many lines were skipped
   */
  static int skipComments(BufferedReader reader) throws IOException {
    skip(reader, '\ufeff');
    int lines = 0;
    while (starts(reader, '#')) {
      reader.readLine();
      lines++;
    }
    return lines;
  }

  private static void skip(Reader reader, char unwanted) throws IOException {
    reader.mark(1);
    if (reader.read() != unwanted) {
      reader.reset();
    }
  }

  private static boolean starts(Reader reader, char wanted) throws IOException {
    reader.mark(1);
    int first = reader.read();
    reader.reset();
    return first == wanted;
  }

  /**
   * How fields are written. Tab-separated files are dumps of databases: nothing is quoted, and a
   * backslash escapes.
   */
  static CSVFormat format(char delimiter) {
    CSVFormat.Builder builder =
        CSVFormat.DEFAULT.builder().setDelimiter(delimiter).setIgnoreEmptyLines(false);
    if (delimiter == '\t') {
      return builder.setQuote(null).setEscape('\\').get();
    }
    return builder.setQuote('"').get();
  }
}
