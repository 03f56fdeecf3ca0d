package org.almagest.hats;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.almagest.sky.healpix.Healpix;
import org.almagest.sky.moc.Moc;
import org.almagest.sky.moc.MocBuilder;
import org.apache.parquet.io.SeekableInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Where rows of a catalog are, as a map of counts in its folder tells: a FITS table of HEALPix
 * cells in nested order, all of them or pairs of cell and count.
 *
 * @see <a href="https://fits.gsfc.nasa.gov/registry/healpix.html">The registered convention</a>
 */
final class CoverageMap {

  private static final Pattern NAMES = Pattern.compile("skymap(\\.\\d+)?\\.fits|point_map\\.fits");

  /** A map of the whole sky in order 8 has 6 MiB; finer ones cost more than they spare. */
  private static final long MOST_BYTES = 8L << 20;

  private static final int BLOCK = 2880;
  private static final int CARD = 80;

  private final DataInputStream in;
  private long counted;

  private CoverageMap(DataInputStream in) {
    this.in = in;
  }

  /**
   * The cells that have rows.
   *
   * @param rows how many rows the catalog has: a map of another number is not of it
   * @return empty if there is no map that can be used
   */
  static Optional<Moc> read(Storage storage, Location root, long rows) throws IOException {
    Optional<Storage.Entry> finest =
        storage.list(root).stream()
            .filter(entry -> NAMES.matcher(entry.name()).matches() && entry.bytes() <= MOST_BYTES)
            .max(Comparator.comparingLong(Storage.Entry::bytes));
    if (finest.isEmpty()) {
      return Optional.empty();
    }
    try (SeekableInputStream stream =
            storage.parquet(root.resolve(finest.get().name())).newStream();
        DataInputStream in = new DataInputStream(new BufferedInputStream(stream))) {
      CoverageMap map = new CoverageMap(in);
      Moc moc = map.cells();
      return moc != null && map.counted == rows ? Optional.of(moc) : Optional.empty();
    } catch (EOFException e) {
      return Optional.empty();
    }
  }

  /** The cells with counts; null where the file is of another form. */
  private @Nullable Moc cells() throws IOException {
    if (!"0".equals(header().get("NAXIS"))) {
      return null;
    }
    Map<String, String> table = header();
    long side = number(table, "NSIDE");
    if (!"NESTED".equals(table.get("ORDERING"))
        || Long.bitCount(side) != 1
        || side > 1L << Healpix.MAX_ORDER) {
      return null;
    }
    int order = Long.numberOfTrailingZeros(side);
    List<String> forms = List.of(form(table, 1), form(table, 2));
    long bytes = number(table, "NAXIS1");
    long rows = number(table, "NAXIS2");
    if (bytes < 0 || rows < 0 || bytes * rows > MOST_BYTES) {
      return null;
    }
    byte[] data = new byte[(int) (bytes * rows)];
    in.readFully(data);
    ByteBuffer values = ByteBuffer.wrap(data);
    if ("EXPLICIT".equals(table.get("INDXSCHM"))) {
      return forms.equals(List.of("K", "K")) && bytes == 2 * Long.BYTES
          ? explicit(values, order)
          : null;
    }
    // Some writers put many cells into a row.
    return forms.get(0).equals("K") && forms.get(1).isEmpty() && bytes % Long.BYTES == 0
        ? implicit(values, order)
        : null;
  }

  private @Nullable Moc explicit(ByteBuffer values, int order) {
    MocBuilder cells = Moc.builder(order);
    while (values.hasRemaining()) {
      long cell = values.getLong();
      if (cell < 0 || cell >= Healpix.cells(order)) {
        return null;
      }
      count(cells, order, cell, values.getLong());
    }
    return cells.build();
  }

  private @Nullable Moc implicit(ByteBuffer values, int order) {
    long all = Healpix.cells(order);
    if (values.remaining() != all * Long.BYTES) {
      return null;
    }
    MocBuilder cells = Moc.builder(order);
    for (long cell = 0; cell < all; cell++) {
      count(cells, order, cell, values.getLong());
    }
    return cells.build();
  }

  private void count(MocBuilder cells, int order, long cell, long rows) {
    if (rows > 0) {
      cells.add(order, cell);
      counted += rows;
    }
  }

  private static String form(Map<String, String> table, int column) {
    Matcher letter =
        Pattern.compile("\\d*([A-Z])").matcher(table.getOrDefault("TFORM" + column, ""));
    return letter.matches() ? letter.group(1) : "";
  }

  private static long number(Map<String, String> header, String key) {
    String text = header.getOrDefault(key, "");
    return text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
  }

  /** The keywords of a unit, without quotes and comments. */
  private Map<String, String> header() throws IOException {
    Map<String, String> values = new HashMap<>();
    byte[] block = new byte[BLOCK];
    for (int count = 0; count < 100; count++) {
      in.readFully(block);
      for (int from = 0; from < BLOCK; from += CARD) {
        String card = new String(block, from, CARD, StandardCharsets.ISO_8859_1);
        String key = card.substring(0, 8).strip();
        if (key.equals("END")) {
          return values;
        }
        if (card.startsWith("= ", 8)) {
          String text = card.substring(10).strip();
          int end = text.startsWith("'") ? text.indexOf('\'', 1) : text.indexOf('/');
          String value = end < 0 ? text : text.substring(0, end);
          values.put(key, value.replace("'", "").strip());
        }
      }
    }
    return values;
  }
}
