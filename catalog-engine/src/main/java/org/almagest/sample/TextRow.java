package org.almagest.sample;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Builds rows of CSV; numbers with a fixed number of decimals, without a format's cost. */
final class TextRow {

  private final StringBuilder text = new StringBuilder(1 << 16);
  private boolean first = true;

  TextRow add(long value) {
    separate();
    text.append(value);
    return this;
  }

  TextRow add(String value) {
    separate();
    text.append(value);
    return this;
  }

  /** A number with some decimals; nothing if it is not a number. */
  TextRow add(double value, int decimals) {
    separate();
    if (!Double.isFinite(value)) {
      return this;
    }
    long scale = 1;
    for (int digit = 0; digit < decimals; digit++) {
      scale *= 10;
    }
    long scaled = Math.round(Math.abs(value) * scale);
    if (value < 0 && scaled != 0) {
      text.append('-');
    }
    text.append(scaled / scale);
    if (decimals > 0) {
      text.append('.');
      int start = text.length();
      text.append(scale + scaled % scale);
      // The leading digit only kept the zeros behind it.
      text.deleteCharAt(start);
    }
    return this;
  }

  void end() {
    text.append('\n');
    first = true;
  }

  /** Hands over the rows so far once they are worth it. */
  void flush(OutputStream out, int atLeast) throws IOException {
    if (text.length() >= atLeast) {
      out.write(text.toString().getBytes(StandardCharsets.US_ASCII));
      text.setLength(0);
    }
  }

  private void separate() {
    if (!first) {
      text.append(',');
    }
    first = false;
  }
}
