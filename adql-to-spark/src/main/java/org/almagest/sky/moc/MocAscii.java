package org.almagest.sky.moc;

import org.almagest.sky.healpix.Healpix;
import org.almagest.sky.healpix.HealpixCell;

/**
 * The text form of a MOC (IVOA MOC 2.0, section 4.3.2): {@code 3/5 7-9 4/100 8/}, where the last
 * order, without cells, is that of the MOC if its cells are all larger.
 */
public final class MocAscii {

  private final MocScanner scanner;

  private MocAscii(String text) {
    scanner = new MocScanner(text, " ,\n\r\t");
  }

  /** The text of a MOC: its largest cells by order, numbers that follow each other as a range. */
  public static String format(Moc moc) {
    StringBuilder text = new StringBuilder();
    int order = -1;
    long first = -1;
    long last = -1;
    for (long uniq : moc.uniq()) {
      HealpixCell cell = HealpixCell.ofUniq(uniq);
      if (cell.order() == order && cell.cell() == last + 1) {
        last++;
        continue;
      }
      appendRange(text, first, last);
      if (cell.order() != order) {
        order = cell.order();
        text.append(text.isEmpty() ? "" : " ").append(order).append('/');
      } else {
        text.append(' ');
      }
      first = cell.cell();
      last = first;
    }
    appendRange(text, first, last);
    if (order < moc.order()) {
      text.append(text.isEmpty() ? "" : " ").append(moc.order()).append('/');
    }
    return text.toString();
  }

  /**
   * Reads a text. Numbers may be separated by spaces, line ends or commas; the order is the deepest
   * that is named.
   *
   * @throws MocFormatException if the text is no MOC
   */
  public static Moc parse(String text) {
    return new MocAscii(text).moc();
  }

  private static void appendRange(StringBuilder text, long first, long last) {
    if (first >= 0) {
      text.append(first);
      if (last > first) {
        text.append('-').append(last);
      }
    }
  }

  private Moc moc() {
    MocBuilder builder = Moc.builder(Healpix.MAX_ORDER);
    int order = -1;
    int deepest = -1;
    scanner.skipSeparators();
    scanner.accept('s');
    while (!scanner.atEnd()) {
      int place = scanner.place();
      long number = scanner.number(order < 0 ? "an order, as in 3/12," : "a cell or an order");
      if (scanner.accept('/')) {
        order = scanner.order(number, place);
        deepest = Math.max(deepest, order);
      } else if (order < 0) {
        throw scanner.error(
            "Cell [" + number + "] has no order before it, as in 3/" + number, place);
      } else {
        long last = scanner.accept('-') ? scanner.number("the last cell of the range") : number;
        scanner.addCells(builder, order, number, last, place);
      }
      scanner.skipSeparators();
    }
    if (deepest < 0) {
      throw scanner.missing("an order (a MOC that covers nothing is 0/)");
    }
    return builder.build().ofOrder(deepest);
  }
}
