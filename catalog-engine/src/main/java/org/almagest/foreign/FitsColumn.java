package org.almagest.foreign;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a column of a FITS table lies in its rows (FITS standard 4.0, sections 7.2 and 7.3).
 *
 * @param form the letter of TFORM
 * @param place its first byte in a row
 * @param count how many elements it has; of text, its characters
 * @param elementBytes of one element of a variable array
 * @param nullText what TNULL says, of a table of text
 */
record FitsColumn(
    String name, char form, long place, long count, int elementBytes, String nullText) {
  private static final Pattern BINARY = Pattern.compile("(\\d{0,9})([A-Z])([A-Z]?).*");
  private static final Pattern TEXT = Pattern.compile("([AIFED])(\\d{1,9}).*");

  /** The columns of a table, but those whose form is none. */
  static List<FitsColumn> of(FitsCards header) {
    return header.isText() ? text(header) : binary(header);
  }

  private static List<FitsColumn> binary(FitsCards header) {
    List<FitsColumn> columns = new ArrayList<>();
    long place = 0;
    for (long index = 1; index <= Math.min(header.number("TFIELDS", 0), 999); index++) {
      Matcher form = BINARY.matcher(header.text("TFORM" + index));
      if (form.matches()) {
        long repeat = form.group(1).isEmpty() ? 1 : Long.parseLong(form.group(1));
        char letter = form.group(2).charAt(0);
        int element = form.group(3).isEmpty() ? 16 : Math.max(1, bits(form.group(3).charAt(0)) / 8);
        columns.add(new FitsColumn(name(header, index), letter, place, repeat, element, ""));
        place += (repeat * bits(letter) + 7) / 8;
      }
    }
    return columns;
  }

  private static List<FitsColumn> text(FitsCards header) {
    List<FitsColumn> columns = new ArrayList<>();
    for (long index = 1; index <= Math.min(header.number("TFIELDS", 0), 999); index++) {
      Matcher form = TEXT.matcher(header.text("TFORM" + index));
      if (form.matches()) {
        columns.add(
            new FitsColumn(
                name(header, index),
                form.group(1).charAt(0),
                header.number("TBCOL" + index, 1) - 1,
                Long.parseLong(form.group(2)),
                1,
                header.text("TNULL" + index)));
      }
    }
    return columns;
  }

  private static String name(FitsCards header, long index) {
    String name = header.text("TTYPE" + index);
    return name.isEmpty() ? "col" + index : name;
  }

  boolean isVariable() {
    return (form == 'P' || form == 'Q') && count > 0;
  }

  /** The bytes of one number of a descriptor. */
  int descriptorBytes() {
    return form == 'P' ? 4 : 8;
  }

  /** Where it ends in a row. */
  long end() {
    return place + (isVariable() ? 2L * descriptorBytes() : count);
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
