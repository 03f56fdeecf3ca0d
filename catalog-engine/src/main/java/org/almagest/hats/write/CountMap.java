package org.almagest.hats.write;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.almagest.hats.write.sort.CellCounts;
import org.almagest.sky.healpix.Healpix;

/**
 * Writes a map of how many rows are where, as a FITS table of HEALPix cells: every cell of the sky,
 * or pairs of cell and count where most have none.
 *
 * @see <a href="https://fits.gsfc.nasa.gov/registry/healpix.html">The registered convention</a>
 */
final class CountMap {

  private static final int BLOCK = 2880;
  private static final int CARD = 80;

  /** Cells of 15, 3.7 and 0.9 degrees. */
  private static final List<Integer> COARSER_ORDERS = List.of(2, 4, 6);

  private CountMap() {}

  /** Writes the map under both names that readers look for, and coarser ones for a first look. */
  static void write(Path root, CellCounts counts) throws IOException {
    write(root, "skymap.fits", counts);
    Files.copy(root.resolve("skymap.fits"), root.resolve("point_map.fits"));
    for (int order : coarserOrders(counts.order())) {
      write(root, "skymap." + order + ".fits", counts.coarser(order));
    }
  }

  /** The orders of the coarser maps of one. */
  static List<Integer> coarserOrders(int order) {
    return COARSER_ORDERS.stream().filter(coarser -> coarser < order).toList();
  }

  private static void write(Path root, String name, CellCounts counts) throws IOException {
    long all = Healpix.cells(counts.order());
    boolean explicit = counts.cells().length < all / 2;
    try (DataOutputStream out =
        new DataOutputStream(
            new BufferedOutputStream(Files.newOutputStream(root.resolve(name)), 1 << 16))) {
      header(
          out,
          List.of(
              "SIMPLE  =                    T",
              number("BITPIX", 8),
              number("NAXIS", 0),
              "EXTEND  =                    T"));
      if (explicit) {
        header(out, explicitCards(counts));
        for (int index = 0; index < counts.cells().length; index++) {
          out.writeLong(counts.cells()[index]);
          out.writeLong(counts.counts()[index]);
        }
      } else {
        header(out, implicitCards(counts.order(), all));
        int index = 0;
        for (long cell = 0; cell < all; cell++) {
          boolean counted = index < counts.cells().length && counts.cells()[index] == cell;
          out.writeLong(counted ? counts.counts()[index++] : 0);
        }
      }
      long bytes = explicit ? 16L * counts.cells().length : 8 * all;
      out.write(new byte[(int) ((BLOCK - bytes % BLOCK) % BLOCK)]);
    }
  }

  private static List<String> explicitCards(CellCounts counts) {
    List<String> cards = table(16, counts.cells().length, 2);
    cards.add(text("TTYPE1", "PIXEL"));
    cards.add(text("TFORM1", "K"));
    cards.add(text("TTYPE2", "VALUE"));
    cards.add(text("TFORM2", "K"));
    cards.addAll(healpix(counts.order(), "EXPLICIT"));
    cards.add(number("OBS_NPIX", counts.cells().length));
    cards.add(text("COORDSYS", "C"));
    return cards;
  }

  private static List<String> implicitCards(int order, long all) {
    List<String> cards = table(8, all, 1);
    cards.add(text("TTYPE1", "T"));
    cards.add(text("TFORM1", "K"));
    cards.addAll(healpix(order, "IMPLICIT"));
    cards.add(number("FIRSTPIX", 0));
    cards.add(number("LASTPIX", all - 1));
    cards.add(text("OBJECT", "FULLSKY"));
    cards.add(text("COORDSYS", "CEL"));
    return cards;
  }

  private static List<String> table(int bytesOfRow, long rows, int fields) {
    return new ArrayList<>(
        List.of(
            text("XTENSION", "BINTABLE"),
            number("BITPIX", 8),
            number("NAXIS", 2),
            number("NAXIS1", bytesOfRow),
            number("NAXIS2", rows),
            number("PCOUNT", 0),
            number("GCOUNT", 1),
            number("TFIELDS", fields)));
  }

  private static List<String> healpix(int order, String scheme) {
    return List.of(
        text("PIXTYPE", "HEALPIX"),
        text("ORDERING", "NESTED"),
        text("EXTNAME", "xtension"),
        number("NSIDE", 1L << order),
        text("INDXSCHM", scheme),
        text("CREATOR", "almagest"));
  }

  private static String number(String key, long value) {
    return "%-8s= %20d".formatted(key, value);
  }

  private static String text(String key, String value) {
    return "%-8s= '%-8s'".formatted(key, value);
  }

  private static void header(DataOutputStream out, List<String> cards) throws IOException {
    StringBuilder text = new StringBuilder();
    cards.forEach(card -> text.append("%-80s".formatted(card)));
    text.append("%-80s".formatted("END"));
    int padding = (BLOCK - text.length() % BLOCK) % BLOCK;
    text.append(" ".repeat(padding));
    if (text.length() % CARD != 0) {
      throw new IllegalStateException("A FITS card is longer than " + CARD + " characters");
    }
    out.write(text.toString().getBytes(StandardCharsets.US_ASCII));
  }
}
