package org.almagest.sky.moc;

import org.almagest.sky.healpix.Healpix;
import org.almagest.sky.healpix.HealpixCell;

/** The JSON form of a MOC, which Aladin and mocpy share: {@code {"3":[5,7,8],"8":[]}}. */
public final class MocJson {

  private final MocScanner scanner;

  private MocJson(String json) {
    scanner = new MocScanner(json, " \n\r\t");
  }

  /** The largest cells by order; the order of the MOC comes last, if need be without cells. */
  public static String format(Moc moc) {
    StringBuilder json = new StringBuilder("{");
    int order = -1;
    for (long uniq : moc.uniq()) {
      HealpixCell cell = HealpixCell.ofUniq(uniq);
      if (cell.order() == order) {
        json.append(',');
      } else {
        json.append(order < 0 ? "\"" : "],\"").append(cell.order()).append("\":[");
        order = cell.order();
      }
      json.append(cell.cell());
    }
    if (order < moc.order()) {
      json.append(order < 0 ? "\"" : "],\"").append(moc.order()).append("\":[");
    }
    return json.append("]}").toString();
  }

  /**
   * Reads an object; the order is the deepest that is named.
   *
   * @throws MocFormatException if the text is no MOC
   */
  public static Moc parse(String json) {
    return new MocJson(json).moc();
  }

  private Moc moc() {
    MocBuilder builder = Moc.builder(Healpix.MAX_ORDER);
    int deepest = -1;
    scanner.expect('{');
    do {
      scanner.expect('"');
      int place = scanner.place();
      int order = scanner.order(scanner.number("an order"), place);
      deepest = Math.max(deepest, order);
      scanner.expect('"');
      scanner.expect(':');
      scanner.expect('[');
      if (!scanner.accept(']')) {
        addCells(builder, order);
      }
      scanner.skipSeparators();
    } while (scanner.accept(','));
    scanner.expect('}');
    if (!scanner.atEnd()) {
      throw scanner.missing("the end");
    }
    return builder.build().ofOrder(deepest);
  }

  private void addCells(MocBuilder builder, int order) {
    do {
      scanner.skipSeparators();
      int place = scanner.place();
      long cell = scanner.number("a cell");
      scanner.addCells(builder, order, cell, cell, place);
      scanner.skipSeparators();
    } while (scanner.accept(','));
    scanner.expect(']');
  }
}
