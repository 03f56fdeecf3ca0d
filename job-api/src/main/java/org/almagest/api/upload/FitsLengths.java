package org.almagest.api.upload;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long the rows and values of the first table of a FITS file say they are (FITS standard 4.0,
 * section 7.3).
 */
final class FitsLengths {
  private static final int BLOCK = 2880;
  private static final int CARD = 80;
  private static final Pattern FORM = Pattern.compile("\\s*'\\s*(\\d{0,9})([A-Z])([A-Z]?).*");

  private final TableTarget target;
  private final Map<String, String> cards = new HashMap<>();

  private FitsLengths(TableTarget target) {
    this.target = target;
  }

  /** Refuses what is too long. */
  static void check(Path file, TableTarget target) throws IOException {
    try (InputStream buffered = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        DataInputStream in = new DataInputStream(buffered)) {
      while (true) {
        FitsLengths header = new FitsLengths(target);
        header.read(in);
        if (header.cards.containsKey("XTENSION") && header.number("TFIELDS", 0) > 0) {
          header.checkTable(in);
          return;
        }
        in.skipNBytes(header.dataBytes());
      }
    } catch (EOFException noTable) {
      // The reader of the table says so.
      return;
    }
  }

  private void read(DataInputStream in) throws IOException {
    byte[] block = new byte[BLOCK];
    while (true) {
      in.readFully(block);
      for (int start = 0; start < BLOCK; start += CARD) {
        String card = new String(block, start, CARD, StandardCharsets.ISO_8859_1);
        String key = card.substring(0, 8).strip();
        if (key.equals("END")) {
          return;
        }
        if (card.startsWith("= ", 8)) {
          cards.put(key, card.substring(10));
        }
      }
    }
  }

  private long number(String key, long otherwise) {
    String value = cards.getOrDefault(key, "").split("/", -1)[0].strip();
    return value.matches("-?\\d{1,18}") ? Long.parseLong(value) : otherwise;
  }

  private long dataBytes() throws EOFException {
    long axes = number("NAXIS", 0);
    double elements = axes > 0 ? 1 : 0;
    for (long axis = 1; axis <= Math.min(axes, 999); axis++) {
      elements *= number("NAXIS" + axis, 0);
    }
    double bytes =
        Math.abs(number("BITPIX", 8))
            / 8.0
            * number("GCOUNT", 1)
            * (number("PCOUNT", 0) + elements);
    if (bytes < 0 || bytes > Long.MAX_VALUE / 2.0) {
      throw new EOFException();
    }
    return (long) Math.ceil(bytes / BLOCK) * BLOCK;
  }

  /** A column whose values lie behind the rows, and the place of its length in each row. */
  private record Variable(int place, int width, int elementBytes) {}

  private void checkTable(DataInputStream in) throws IOException {
    long rowBytes = number("NAXIS1", 0);
    RowLimit.check(target, "rows", (double) rowBytes);
    List<Variable> variables = variables();
    if (variables.isEmpty() || variables.get(variables.size() - 1).place() + 8 > rowBytes) {
      return;
    }
    byte[] row = new byte[(int) rowBytes];
    for (long left = number("NAXIS2", 0); left > 0; left--) {
      in.readFully(row);
      double bytes = 0;
      for (Variable variable : variables) {
        bytes += count(row, variable) * variable.elementBytes();
      }
      RowLimit.check(target, "a row", bytes);
    }
  }

  /** A negative length is too long as well. */
  private static double count(byte[] row, Variable variable) {
    double count = 0;
    for (int index = 0; index < variable.width() / 2; index++) {
      int digit = row[variable.place() + index];
      count = count * 256 + (index == 0 && digit < 0 ? 256.0 : digit & 0xff);
    }
    return count;
  }

  private List<Variable> variables() {
    List<Variable> variables = new ArrayList<>();
    long place = 0;
    for (long index = 1; index <= Math.min(number("TFIELDS", 0), 999); index++) {
      Matcher form = FORM.matcher(cards.getOrDefault("TFORM" + index, ""));
      if (!form.matches()) {
        continue;
      }
      long repeat = form.group(1).isEmpty() ? 1 : Long.parseLong(form.group(1));
      char letter = form.group(2).charAt(0);
      boolean variable = letter == 'P' || letter == 'Q';
      if (variable && repeat > 0 && place <= RowLimit.BYTES) {
        int element = form.group(3).isEmpty() ? 16 : Math.max(1, bits(form.group(3).charAt(0)) / 8);
        variables.add(new Variable((int) place, letter == 'P' ? 8 : 16, element));
      }
      place += (repeat * bits(letter) + 7) / 8;
    }
    return variables;
  }

  private static int bits(char letter) {
    return switch (letter) {
      case 'X' -> 1;
      case 'L', 'B', 'A' -> 8;
      case 'I' -> 16;
      case 'J', 'E' -> 32;
      case 'K', 'D', 'C', 'P' -> 64;
      default -> 128;
    };
  }
}
