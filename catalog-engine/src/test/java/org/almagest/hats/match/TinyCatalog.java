package org.almagest.hats.match;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.almagest.hats.HatsPixel;
import org.almagest.hats.HatsProperties;
import org.almagest.hats.column.ColumnFileWriter;
import org.almagest.hats.column.ColumnValues;
import org.almagest.hats.column.DoubleValues;
import org.almagest.hats.column.LongValues;
import org.almagest.sky.healpix.Healpix;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/**
 * A small HATS collection of made-up objects, each with an id, a position, a proper motion and a
 * magnitude, which is the id modulo 10.
 */
public final class TinyCatalog {

  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          """
          message schema {
            optional int64 _healpix_29; optional int64 id; optional double ra; optional double dec;
            optional double pmra; optional double pmdec; optional double mag;
            optional double parallax; optional double rv;
          }
          """);

  private final double[] ra;
  private final double[] dec;
  private final double[] pmRa;
  private final double[] pmDec;
  private final double[] mag;
  private final double[] parallax;
  private final double[] velocity;

  /** Objects that do not move. */
  public TinyCatalog(double[] ra, double[] dec) {
    this(ra, dec, new double[ra.length], new double[ra.length]);
  }

  /** Objects that move [mas/yr]. */
  public TinyCatalog(double[] ra, double[] dec, double[] pmRa, double[] pmDec) {
    this(
        ra,
        dec,
        pmRa,
        pmDec,
        IntStream.range(0, ra.length).mapToDouble(i -> i % 10).toArray(),
        new double[ra.length],
        new double[ra.length]);
  }

  private TinyCatalog(
      double[] ra,
      double[] dec,
      double[] pmRa,
      double[] pmDec,
      double[] mag,
      double[] parallax,
      double[] velocity) {
    this.ra = ra;
    this.dec = dec;
    this.pmRa = pmRa;
    this.pmDec = pmDec;
    this.mag = mag;
    this.parallax = parallax;
    this.velocity = velocity;
  }

  /** The same objects with parallaxes [mas] and radial velocities [km/s]. */
  TinyCatalog inSpace(double[] parallaxes, double[] velocities) {
    return new TinyCatalog(ra, dec, pmRa, pmDec, mag, parallaxes, velocities);
  }

  /** The same objects with other magnitudes. */
  TinyCatalog withMagnitudes(double[] magnitudes) {
    return new TinyCatalog(ra, dec, pmRa, pmDec, magnitudes, parallax, velocity);
  }

  double[] ra() {
    return ra;
  }

  double[] dec() {
    return dec;
  }

  double[] pmRa() {
    return pmRa;
  }

  double[] pmDec() {
    return pmDec;
  }

  /** How many objects there are. */
  public int size() {
    return ra.length;
  }

  /**
   * Writes it.
   *
   * @param mostRows of a partition; a cell with more is cut
   * @param marginDeg how wide a margin, or 0 for none
   */
  public void write(Path folder, int mostRows, double marginDeg) throws IOException {
    String name = folder.getFileName().toString();
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < size(); i++) {
      all.add(i);
    }
    Map<HatsPixel, List<Integer>> partitions = new HashMap<>();
    for (int base = 0; base < 12; base++) {
      divide(new HatsPixel(0, base), all, mostRows, partitions);
    }
    Files.createDirectories(folder);
    String margins = marginDeg > 0 ? "all_margins=margin\ndefault_margin=margin\n" : "";
    Files.writeString(
        folder.resolve("collection.properties"),
        "#HATS Collection\nobs_collection=" + name + "\nhats_primary_table_url=main\n" + margins);
    writeCatalog(folder.resolve("main"), "object", Map.of(), partitions);
    if (marginDeg > 0) {
      writeCatalog(
          folder.resolve("margin"),
          "margin",
          Map.of("hats_primary_table_url", "main", "hats_margin_threshold", "" + marginDeg * 3600),
          margins(partitions, marginDeg));
    }
  }

  private void divide(
      HatsPixel pixel, List<Integer> rows, int mostRows, Map<HatsPixel, List<Integer>> partitions) {
    List<Integer> inside =
        rows.stream()
            .filter(i -> Healpix.cell(pixel.order(), ra[i], dec[i]) == pixel.pixel())
            .toList();
    if (inside.isEmpty()) {
      return;
    }
    if (inside.size() <= mostRows || pixel.order() == 12) {
      partitions.put(pixel, inside);
      return;
    }
    for (int child = 0; child < 4; child++) {
      divide(
          new HatsPixel(pixel.order() + 1, 4 * pixel.pixel() + child),
          inside,
          mostRows,
          partitions);
    }
  }

  private Map<HatsPixel, List<Integer>> margins(
      Map<HatsPixel, List<Integer>> partitions, double marginDeg) {
    int order = Healpix.deepestOrderAround(marginDeg);
    Map<HatsPixel, List<Integer>> margins = new HashMap<>();
    for (HatsPixel pixel : partitions.keySet()) {
      if (order < pixel.order()) {
        throw new IllegalArgumentException("A margin wider than the partition " + pixel);
      }
      List<Integer> rows = new ArrayList<>();
      for (long cell : Healpix.externalEdges(pixel.order(), pixel.pixel(), order - pixel.order())) {
        for (int i = 0; i < size(); i++) {
          if (Healpix.cell(order, ra[i], dec[i]) == cell) {
            rows.add(i);
          }
        }
      }
      if (!rows.isEmpty()) {
        margins.put(pixel, rows);
      }
    }
    return margins;
  }

  private void writeCatalog(
      Path root, String type, Map<String, String> more, Map<HatsPixel, List<Integer>> partitions)
      throws IOException {
    for (Map.Entry<HatsPixel, List<Integer>> partition : partitions.entrySet()) {
      writeFile(root.resolve("dataset").resolve(partition.getKey().file()), partition.getValue());
    }
    writeFile(root.resolve("dataset/_common_metadata"), List.of());
    Map<String, String> properties = new HashMap<>(more);
    properties.put("obs_collection", root.getFileName().toString());
    properties.put("dataproduct_type", type);
    properties.put("hats_col_ra", "ra");
    properties.put("hats_col_dec", "dec");
    new HatsProperties(properties).write(root);
    Files.writeString(
        root.resolve("partition_info.csv"),
        partitions.keySet().stream()
            .map(pixel -> pixel.order() + "," + pixel.pixel())
            .collect(Collectors.joining("\n", "Norder,Npix\n", "\n")));
  }

  private void writeFile(Path file, List<Integer> unsorted) throws IOException {
    List<Integer> rows =
        unsorted.stream().sorted((a, b) -> Long.compare(pixel(a), pixel(b))).toList();
    Files.createDirectories(file.getParent());
    try (ColumnFileWriter writer =
        new ColumnFileWriter(
            HadoopOutputFile.fromPath(
                new org.apache.hadoop.fs.Path(file.toUri()), new Configuration(false)),
            SCHEMA,
            CompressionCodecName.ZSTD)) {
      int size = rows.size();
      long[] pixels = rows.stream().mapToLong(this::pixel).toArray();
      long[] ids = rows.stream().mapToLong(i -> i).toArray();
      List<ColumnValues> columns =
          List.of(
              new LongValues(pixels, size),
              new LongValues(ids, size),
              doubles(ra, rows),
              doubles(dec, rows),
              doubles(pmRa, rows),
              doubles(pmDec, rows),
              doubles(mag, rows),
              doubles(parallax, rows),
              doubles(velocity, rows));
      if (size > 0) {
        writer.add(columns, size);
      }
      writer.end(Map.of());
    }
  }

  private long pixel(int row) {
    return Healpix.cell(29, ra[row], dec[row]);
  }

  private static DoubleValues doubles(double[] values, List<Integer> rows) {
    return new DoubleValues(rows.stream().mapToDouble(i -> values[i]).toArray(), rows.size());
  }
}
