package org.almagest.corpus;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.almagest.corpus.ColumnDefinition.Encoding;

/**
 * Copies a file of MySQL's {@code SELECT ... INTO OUTFILE} with its binary values as hexadecimal
 * digits. In such a file a binary value may hold an escaped tab or an escaped line end, so that it
 * is no text file that another program can split.
 *
 * @see <a href="https://dev.mysql.com/doc/refman/8.4/en/load-data.html">LOAD DATA, field and line
 *     handling</a>
 */
final class OutfileRewriter {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final byte[] NULL = "\\N".getBytes(StandardCharsets.US_ASCII);

  private final List<ColumnDefinition> columns;
  private final ByteArrayOutputStream value = new ByteArrayOutputStream();
  private int column;
  private boolean isNull;

  private OutfileRewriter(List<ColumnDefinition> columns) {
    this.columns = columns;
  }

  /** Copies {@code source} to {@code target}, both with tabs between values and gzipped. */
  static void rewrite(Path source, Path target, List<ColumnDefinition> columns) {
    try (InputStream in =
            new BufferedInputStream(new GZIPInputStream(Files.newInputStream(source)));
        OutputStream out = new GZIPOutputStream(Files.newOutputStream(target))) {
      new OutfileRewriter(columns).copy(in, out);
    } catch (IOException e) {
      throw new CorpusException("Cannot rewrite [" + source + "]", e);
    }
  }

  private void copy(InputStream in, OutputStream out) throws IOException {
    for (int next = in.read(); next >= 0; next = in.read()) {
      switch (next) {
        case '\\' -> unescape(in.read());
        case '\t' -> {
          endValue(out);
          out.write('\t');
          column++;
        }
        case '\n' -> {
          endValue(out);
          if (column != columns.size() - 1) {
            throw new CorpusException(
                "A row has " + (column + 1) + " values instead of " + columns.size());
          }
          out.write('\n');
          column = 0;
        }
        default -> value.write(next);
      }
    }
  }

  private void unescape(int escaped) {
    switch (escaped) {
      case 'N' -> isNull = true;
      case '0' -> value.write(0);
      case 'b' -> value.write('\b');
      case 'n' -> value.write('\n');
      case 'r' -> value.write('\r');
      case 't' -> value.write('\t');
      case 'Z' -> value.write(0x1a);
      default -> value.write(escaped);
    }
  }

  private void endValue(OutputStream out) throws IOException {
    byte[] bytes = value.toByteArray();
    if (isNull) {
      out.write(NULL);
    } else if (column < columns.size() && columns.get(column).encoding() == Encoding.BINARY) {
      out.write(HEX.formatHex(bytes).getBytes(StandardCharsets.US_ASCII));
    } else {
      out.write(bytes);
    }
    value.reset();
    isNull = false;
  }
}
