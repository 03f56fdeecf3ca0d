package org.almagest.hats.match;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.almagest.hats.HatsCatalog;
import org.almagest.hats.HatsFile;
import org.almagest.hats.HatsPartition;
import org.almagest.hats.HatsPixel;
import org.almagest.hats.HatsProperties;
import org.almagest.hats.Location;
import org.almagest.hats.PixelTree;
import org.almagest.hats.SpatialColumn;
import org.almagest.hats.Storage;
import org.almagest.hats.Storage.Kind;
import org.almagest.hats.column.ColumnFile;
import org.almagest.sky.healpix.Healpix;
import org.almagest.sky.healpix.HealpixRange;
import org.almagest.sky.healpix.HealpixRanges;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/**
 * A list of positions in plain Parquet files, seen as a catalog: its partitions are the pixels of
 * another catalog in which it has positions, and the files of each are all files of the list. It is
 * meant for lists so short that a part may read all of it.
 */
public final class PositionList {

  private static final int MOST_RANGES = 20_000;

  private final HatsCatalog catalog;
  private final List<HatsFile> files;
  private final long[] pixels;

  private PositionList(HatsCatalog catalog, List<HatsFile> files, long[] pixels) {
    this.catalog = catalog;
    this.files = files;
    this.pixels = pixels;
  }

  /**
   * Reads the positions of a list.
   *
   * @param folder the files, or one file
   * @param ra the column of right ascensions [deg]
   * @param dec the column of declinations [deg]
   * @param other the catalog that the list is matched with
   */
  public static PositionList read(Location folder, String ra, String dec, HatsCatalog other)
      throws IOException {
    List<HatsFile> files = files(folder);
    long[][] byFile = new long[files.size()][];
    MessageType schema = MessageTypeParser.parseMessageType("message none {}");
    int size = 0;
    for (int i = 0; i < byFile.length; i++) {
      try (ColumnFile file = ColumnFile.open(files.get(i).input())) {
        schema = file.schema();
        byFile[i] =
            pixels(
                NumberColumns.doubles(file.read(ra, file.all())),
                NumberColumns.doubles(file.read(dec, file.all())));
      }
      size += byFile[i].length;
    }
    long[] pixels = new long[size];
    int at = 0;
    for (long[] part : byFile) {
      System.arraycopy(part, 0, pixels, at, part.length);
      at += part.length;
    }
    Arrays.sort(pixels);
    HatsProperties properties = new HatsProperties(Map.of("hats_col_ra", ra, "hats_col_dec", dec));
    PixelTree sky = other.tree().union(other.tree().complement());
    return new PositionList(
        new HatsCatalog(folder, properties, schema, Set.of(), partitions(pixels, sky, files)),
        files,
        pixels);
  }

  private static List<HatsFile> files(Location folder) throws IOException {
    Storage storage = Storage.of(folder);
    if (storage.isFile(folder)) {
      return List.of(new HatsFile(folder, 0, 0));
    }
    return storage.list(folder).stream()
        .filter(entry -> entry.kind() == Kind.FILE && entry.name().endsWith(".parquet"))
        .map(entry -> new HatsFile(folder.resolve(entry.name()), 0, entry.bytes()))
        .toList();
  }

  /** A row without a position counts as one of pixel 0, so that it belongs to one partition. */
  private static long[] pixels(double[] ra, double[] dec) {
    long[] pixels = new long[ra.length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = SpatialColumn.deepestPixel(ra[i], dec[i]);
    }
    return pixels;
  }

  /** The pixels come sorted. */
  private static List<HatsPartition> partitions(
      long[] pixels, PixelTree sky, List<HatsFile> files) {
    TreeMap<Long, HatsPixel> byFirst = new TreeMap<>();
    sky.pixels().forEach(pixel -> byFirst.put(pixel.range().first(), pixel));
    SortedSet<HatsPixel> touched = new TreeSet<>();
    long last = -1;
    for (long pixel : pixels) {
      if (pixel > last) {
        HatsPixel holding = byFirst.floorEntry(pixel).getValue();
        touched.add(holding);
        last = holding.range().last();
      }
    }
    return touched.stream().map(pixel -> new HatsPartition(pixel, files)).toList();
  }

  /** The list as a catalog. */
  public HatsCatalog catalog() {
    return catalog;
  }

  /** The files with those rows that lie in some pixels, sorted; nothing if none do. */
  List<PartFile> within(List<HealpixRange> ranges) {
    boolean any =
        ranges.stream()
            .anyMatch(
                range -> {
                  int found = Arrays.binarySearch(pixels, range.first());
                  int place = found >= 0 ? found : -found - 1;
                  return place < pixels.length && pixels[place] <= range.last();
                });
    return any ? files.stream().map(file -> new PartFile(file, ranges)).toList() : List.of();
  }

  /**
   * Where the partners of the list can lie: cells around each position, pixels of order 29.
   *
   * @param reachDeg how far away they can lie [deg]
   */
  public List<HealpixRange> around(double reachDeg) {
    int order = Math.min(12, Healpix.deepestOrderAround(reachDeg));
    while (order >= 0) {
      List<HealpixRange> ranges = around(order);
      if (ranges.size() <= MOST_RANGES) {
        return ranges;
      }
      order -= 2;
    }
    return List.of();
  }

  private List<HealpixRange> around(int order) {
    Set<Long> cells = new HashSet<>();
    long before = -1;
    for (long pixel : pixels) {
      long cell = pixel >>> (2 * (Healpix.MAX_ORDER - order));
      if (cell != before) {
        cells.add(cell);
        before = cell;
      }
    }
    Set<Long> all = new HashSet<>(cells);
    for (long cell : cells) {
      for (long neighbor : Healpix.neighbors(order, cell)) {
        all.add(neighbor);
      }
    }
    return HealpixRanges.joined(all.stream().map(cell -> Healpix.range(order, cell)).toList());
  }
}
