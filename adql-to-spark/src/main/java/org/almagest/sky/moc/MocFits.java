package org.almagest.sky.moc;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.almagest.sky.healpix.Healpix;
import org.almagest.sky.healpix.HealpixCell;

/**
 * The FITS form of a MOC: reads lists of cells (ordering NUNIQ, MOC 1.0 and 2.0) and of ranges
 * (ordering RANGE, MOC 2.0, section 4.3.1), writes either.
 *
 * <p>Columns of shorter numbers are read too; as the crate moc writes them, ranges are then of
 * pixels of order 13 (32 bits) or 5 (16 bits).
 */
public final class MocFits {

  private MocFits() {}

  /** Writes a MOC as one table of ranges, as MOC 2.0 says; the stream is left open. */
  public static void write(Moc moc, OutputStream stream) throws IOException {
    writeTable(
        stream,
        moc.bounds(),
        "TTYPE1  = 'RANGE   '",
        "TFORM1  = '1K      '",
        "MOCVERS = '2.0     '",
        "MOCDIM  = 'SPACE   '",
        "ORDERING= 'RANGE   '",
        "COORDSYS= 'C       '",
        card("MOCORD_S", moc.order()),
        "MOCTOOL = 'Almagest'");
  }

  /**
   * Writes a MOC as one table of its largest cells, for programs that know MOC 1.0 alone; the
   * stream is left open.
   */
  public static void writeCells(Moc moc, OutputStream stream) throws IOException {
    writeTable(
        stream,
        moc.uniq(),
        "TTYPE1  = 'UNIQ    '",
        "TFORM1  = '1K      '",
        "PIXTYPE = 'HEALPIX '",
        "ORDERING= 'NUNIQ   '",
        "COORDSYS= 'C       '",
        card("MOCORDER", moc.order()),
        "MOCTOOL = 'Almagest'");
  }

  /**
   * Reads the first MOC of a file; the stream is left open.
   *
   * @throws MocFormatException if there is none, or it is broken
   */
  public static Moc read(InputStream stream) throws IOException {
    DataInputStream in = new DataInputStream(new BufferedInputStream(stream));
    String unit = "primary unit";
    try {
      FitsHeader header = FitsHeader.read(in, unit);
      if (!"T".equals(header.text("SIMPLE"))) {
        throw new MocFormatException("The file is not FITS: it does not begin with SIMPLE = T");
      }
      for (int extension = 1; ; extension++) {
        skipData(in, header);
        if (atEnd(in)) {
          throw new MocFormatException(
              "The file has no table with ORDERING = 'NUNIQ' or 'RANGE', so it holds no MOC");
        }
        unit = "extension " + extension;
        header = FitsHeader.read(in, unit);
        String ordering = header.text("ORDERING");
        if ("BINTABLE".equals(header.text("XTENSION"))
            && ("NUNIQ".equals(ordering) || "RANGE".equals(ordering))) {
          return readTable(in, header, unit);
        }
      }
    } catch (EOFException e) {
      throw new MocFormatException("The file ends within the " + unit, e);
    }
  }

  private static Moc readTable(DataInputStream in, FitsHeader header, String unit)
      throws IOException {
    refuseUnless(header, "MOCDIM", unit, "SPACE");
    refuseUnless(header, "COORDSYS", unit, "C", "CEL", "ICRS");
    int width = width(header, unit);
    long rows = header.number("NAXIS2");
    long order = header.number("MOCORD_S", header.number("MOCORDER", -1));
    if (order < -1 || order > Healpix.MAX_ORDER) {
      throw new MocFormatException("Order [" + order + "] of the " + unit + " is not 0 to 29");
    }
    MocBuilder builder = Moc.builder(Healpix.MAX_ORDER);
    int deepest =
        "RANGE".equals(header.text("ORDERING"))
            ? readRanges(in, builder, rows, width, (int) order)
            : readCells(in, builder, rows, width, (int) order);
    return builder.build().ofOrder(order < 0 ? deepest : (int) order);
  }

  /** Reads NUNIQ numbers; the deepest order found. */
  private static int readCells(
      DataInputStream in, MocBuilder builder, long rows, int width, int order) throws IOException {
    int deepest = 0;
    for (long row = 1; row <= rows; row++) {
      HealpixCell cell;
      try {
        cell = HealpixCell.ofUniq(number(in, width));
      } catch (IllegalArgumentException e) {
        throw new MocFormatException("Row " + row + ": " + e.getMessage(), e);
      }
      if (order >= 0 && cell.order() > order) {
        throw new MocFormatException(
            "Row %d: cell [%s] is deeper than order %d of the MOC".formatted(row, cell, order));
      }
      deepest = Math.max(deepest, cell.order());
      builder.add(cell);
    }
    return deepest;
  }

  /** Reads first pixels and ends in turn; the order of the smallest cell they need. */
  private static int readRanges(
      DataInputStream in, MocBuilder builder, long rows, int width, int order) throws IOException {
    if (rows % 2 != 0) {
      throw new MocFormatException(
          "The table has " + rows + " rows, but each range takes two: its first pixel and its end");
    }
    int shift = Moc.shift(pixelOrder(width));
    long last = Moc.PIXELS >>> shift;
    int levels = Healpix.MAX_ORDER;
    for (long row = 1; row < rows; row += 2) {
      long first = number(in, width);
      long end = number(in, width);
      if (first < 0 || end <= first || end > last) {
        throw new MocFormatException(
            "Rows %d and %d: [%d, %d) is no range of pixels below %d"
                .formatted(row, row + 1, first, end, last));
      }
      first <<= shift;
      end <<= shift;
      levels = Math.min(levels, Long.numberOfTrailingZeros(first | end) / 2);
      if (order >= 0 && levels < Healpix.MAX_ORDER - order) {
        throw new MocFormatException(
            "Rows %d and %d: [%d, %d) is not made of whole cells of order %d, that of the MOC"
                .formatted(row, row + 1, first, end, order));
      }
      builder.append(first, end);
    }
    return Healpix.MAX_ORDER - levels;
  }

  private static long number(DataInputStream in, int width) throws IOException {
    return switch (width) {
      case 2 -> in.readShort();
      case 4 -> in.readInt();
      default -> in.readLong();
    };
  }

  /** The order of the pixels that ranges in numbers of so many bytes are of. */
  private static int pixelOrder(int width) {
    return switch (width) {
      case 2 -> 5;
      case 4 -> 13;
      default -> Healpix.MAX_ORDER;
    };
  }

  /** The bytes of the numbers of the only column. */
  private static int width(FitsHeader header, String unit) {
    String form = header.text("TFORM1");
    int width =
        switch (form == null ? "" : form) {
          case "I", "1I" -> 2;
          case "J", "1J" -> 4;
          case "K", "1K" -> 8;
          default ->
              throw new MocFormatException(
                  "TFORM1 = [%s] of the %s is none of 1I, 1J, 1K".formatted(form, unit));
        };
    if (header.number("TFIELDS") != 1 || header.number("NAXIS1") != width) {
      throw new MocFormatException("The " + unit + " has more than the one column of a MOC");
    }
    return width;
  }

  private static void refuseUnless(
      FitsHeader header, String keyword, String unit, String... known) {
    String value = header.text(keyword);
    if (value != null && !List.of(known).contains(value)) {
      throw new MocFormatException(
          "%s = [%s] of the %s is not offered, only [%s]"
              .formatted(keyword, value, unit, known[0]));
    }
  }

  private static void skipData(DataInputStream in, FitsHeader header) throws IOException {
    long bytes = header.dataBytes();
    in.skipNBytes(bytes + (FitsHeader.BLOCK - bytes % FitsHeader.BLOCK) % FitsHeader.BLOCK);
  }

  private static boolean atEnd(DataInputStream in) throws IOException {
    in.mark(1);
    boolean ended = in.read() < 0;
    in.reset();
    return ended;
  }

  private static void writeTable(OutputStream stream, long[] numbers, String... keywords)
      throws IOException {
    DataOutputStream out = new DataOutputStream(new BufferedOutputStream(stream));
    writeHeader(out, "SIMPLE  = %20s".formatted("T"), card("BITPIX", 8), card("NAXIS", 0));
    String[] shape = {
      "XTENSION= 'BINTABLE'",
      card("BITPIX", 8),
      card("NAXIS", 2),
      card("NAXIS1", 8),
      card("NAXIS2", numbers.length),
      card("PCOUNT", 0),
      card("GCOUNT", 1),
      card("TFIELDS", 1)
    };
    String[] all = Arrays.copyOf(shape, shape.length + keywords.length);
    System.arraycopy(keywords, 0, all, shape.length, keywords.length);
    writeHeader(out, all);
    for (long number : numbers) {
      out.writeLong(number);
    }
    long over = 8L * numbers.length % FitsHeader.BLOCK;
    out.write(new byte[over == 0 ? 0 : (int) (FitsHeader.BLOCK - over)]);
    out.flush();
  }

  private static void writeHeader(DataOutputStream out, String... cards) throws IOException {
    StringBuilder header = new StringBuilder();
    for (String card : cards) {
      header.append(card).append(" ".repeat(FitsHeader.CARD - card.length()));
    }
    header.append("END");
    int over = header.length() % FitsHeader.BLOCK;
    header.append(" ".repeat(FitsHeader.BLOCK - over));
    out.write(header.toString().getBytes(StandardCharsets.US_ASCII));
  }

  private static String card(String keyword, long value) {
    return "%-8s= %20d".formatted(keyword, value);
  }
}
