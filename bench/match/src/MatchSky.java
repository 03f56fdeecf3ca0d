import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
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
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * The seeded pair of catalogs that systems are compared on: 44,000 objects per square degree, 70 %
 * of the right ones 0.2 arcsec beside a left one. Written as HATS collections with a margin of 5
 * arcsec, the same files for every system.
 */
final class MatchSky {
  private static final double MARGIN_ARCSEC = 5;
  private static final int PAGE_ROWS = 1 << 16;

  private final double[] ra;
  private final double[] dec;

  private MatchSky(double[] ra, double[] dec) {
    this.ra = ra;
    this.dec = dec;
  }

  /** Left and right; the right ascensions reach as far as the number of rows needs. */
  static MatchSky[] pair(int rows) {
    double width = 15.2 * rows / 10_000_000;
    if (width > 350) {
      throw new IllegalArgumentException("More than 230 million rows do not fit around the sky");
    }
    SplittableRandom random = new SplittableRandom(42);
    Random gauss = new Random(7);
    double sin15 = Math.sin(Math.toRadians(15));
    double[] raA = new double[rows];
    double[] decA = new double[rows];
    double[] raB = new double[rows];
    double[] decB = new double[rows];
    for (int i = 0; i < rows; i++) {
      raA[i] = 10 + width * random.nextDouble();
      decA[i] = Math.toDegrees(Math.asin(sin15 * random.nextDouble()));
    }
    long near = rows * 7L / 10;
    for (int i = 0; i < rows; i++) {
      if (i < near) {
        raB[i] = raA[i] + gauss.nextGaussian() * 0.2 / 3600 / Math.cos(Math.toRadians(decA[i]));
        decB[i] = decA[i] + gauss.nextGaussian() * 0.2 / 3600;
      } else {
        raB[i] = 10 + width * random.nextDouble();
        decB[i] = Math.toDegrees(Math.asin(sin15 * random.nextDouble()));
      }
    }
    return new MatchSky[] {new MatchSky(raA, decA), new MatchSky(raB, decB)};
  }

  void write(Path folder, String name, int order, int payload, CompressionCodecName codec)
      throws IOException {
    int rows = ra.length;
    long[] pixels = new long[rows];
    Map<Long, int[]> counts = new TreeMap<>();
    for (int i = 0; i < rows; i++) {
      pixels[i] = Healpix.cell(29, ra[i], dec[i]);
      counts.computeIfAbsent(pixels[i] >>> (2 * (29 - order)), key -> new int[1])[0]++;
    }
    int marginOrder = Math.max(order, Healpix.deepestOrderAround(MARGIN_ARCSEC / 3600));
    Map<Long, List<Long>> targets = new HashMap<>();
    for (long pixel : counts.keySet()) {
      for (long cell : Healpix.externalEdges(order, pixel, marginOrder - order)) {
        targets.computeIfAbsent(cell, key -> new ArrayList<>()).add(pixel);
      }
    }
    Map<Long, IntList> partitions = new TreeMap<>();
    Map<Long, IntList> margins = new TreeMap<>();
    counts.forEach((pixel, count) -> partitions.put(pixel, new IntList(count[0])));
    for (int i = 0; i < rows; i++) {
      partitions.get(pixels[i] >>> (2 * (29 - order))).add(i);
      for (long pixel : targets.getOrDefault(pixels[i] >>> (2 * (29 - marginOrder)), List.of())) {
        margins.computeIfAbsent(pixel, key -> new IntList(64)).add(i);
      }
    }
    Files.createDirectories(folder);
    String margin = name + "_5arcs";
    Files.writeString(
        folder.resolve("collection.properties"),
        "#HATS Collection\nobs_collection=" + name + "\nhats_primary_table_url=" + name
            + "\nall_margins=" + margin + "\ndefault_margin=" + margin + "\n");
    catalog(folder.resolve(name), name, "object", Map.of(), order, pixels, partitions, payload, codec);
    catalog(
        folder.resolve(margin),
        margin,
        "margin",
        Map.of("hats_primary_table_url", name, "hats_margin_threshold", "" + MARGIN_ARCSEC),
        order,
        pixels,
        margins,
        payload,
        codec);
  }

  private void catalog(
      Path root,
      String name,
      String type,
      Map<String, String> more,
      int order,
      long[] pixels,
      Map<Long, IntList> partitions,
      int payload,
      CompressionCodecName codec)
      throws IOException {
    MessageType schema = schema(payload);
    for (Map.Entry<Long, IntList> partition : partitions.entrySet()) {
      Path file = root.resolve("dataset").resolve(new HatsPixel(order, partition.getKey()).file());
      writeFile(file, schema, pixels, partition.getValue().sortedBy(pixels), payload, codec);
    }
    writeFile(
        root.resolve("dataset/_common_metadata"), schema, pixels, new int[0], payload, codec);
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("obs_collection", name);
    properties.put("dataproduct_type", type);
    properties.put(
        "hats_nrows", "" + partitions.values().stream().mapToLong(IntList::size).sum());
    properties.put("hats_col_ra", "ra");
    properties.put("hats_col_dec", "dec");
    properties.put("hats_col_healpix", "_healpix_29");
    properties.put("hats_col_healpix_order", "29");
    properties.put("hats_npix_suffix", ".parquet");
    properties.put("hats_order", "" + order);
    properties.put("hats_version", "v1.0");
    properties.putAll(more);
    new HatsProperties(properties).write(root);
    Files.writeString(
        root.resolve("partition_info.csv"),
        partitions.keySet().stream()
            .map(pixel -> order + "," + pixel)
            .collect(Collectors.joining("\n", "Norder,Npix\n", "\n")));
  }

  private void writeFile(
      Path file, MessageType schema, long[] pixels, int[] rows, int payload, CompressionCodecName codec)
      throws IOException {
    Files.createDirectories(file.getParent());
    try (ColumnFileWriter writer =
        new ColumnFileWriter(
            HadoopOutputFile.fromPath(
                new org.apache.hadoop.fs.Path(file.toUri()), new Configuration(false)),
            schema,
            codec)) {
      for (int from = 0; from < rows.length; from += PAGE_ROWS) {
        int count = Math.min(PAGE_ROWS, rows.length - from);
        int first = from;
        List<ColumnValues> columns = new ArrayList<>();
        columns.add(longs(count, i -> pixels[rows[first + i]]));
        columns.add(longs(count, i -> rows[first + i]));
        columns.add(doubles(count, i -> ra[rows[first + i]]));
        columns.add(doubles(count, i -> dec[rows[first + i]]));
        for (int p = 0; p < payload; p++) {
          long salt = p * 0x9E3779B97F4A7C15L;
          columns.add(doubles(count, i -> mixed(rows[first + i] + salt)));
        }
        writer.add(columns, count);
      }
      writer.end(Map.of());
    }
    Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
  }

  /** Between 10 and 26, evenly, from a row's number alone. */
  private static double mixed(long seed) {
    long bits = seed * 0xBF58476D1CE4E5B9L;
    bits = (bits ^ (bits >>> 30)) * 0x94D049BB133111EBL;
    return 10 + ((bits ^ (bits >>> 31)) >>> 11) * 0x1p-53 * 16;
  }

  private static MessageType schema(int payload) {
    List<Type> fields = new ArrayList<>();
    fields.add(Types.optional(PrimitiveTypeName.INT64).named("_healpix_29"));
    fields.add(Types.optional(PrimitiveTypeName.INT64).named("id"));
    fields.add(Types.optional(PrimitiveTypeName.DOUBLE).named("ra"));
    fields.add(Types.optional(PrimitiveTypeName.DOUBLE).named("dec"));
    for (int p = 0; p < payload; p++) {
      fields.add(Types.optional(PrimitiveTypeName.DOUBLE).named("p" + p));
    }
    return new MessageType("schema", fields);
  }

  private static LongValues longs(int count, java.util.function.IntToLongFunction value) {
    long[] values = new long[count];
    Arrays.setAll(values, value);
    return new LongValues(values, count);
  }

  private static DoubleValues doubles(int count, java.util.function.IntToDoubleFunction value) {
    double[] values = new double[count];
    Arrays.setAll(values, value);
    return new DoubleValues(values, count);
  }

  private static final class IntList {
    private int[] values;
    private int size;

    IntList(int expected) {
      values = new int[Math.max(16, expected)];
    }

    void add(int value) {
      if (size == values.length) {
        values = Arrays.copyOf(values, 2 * size);
      }
      values[size++] = value;
    }

    int size() {
      return size;
    }

    int[] sortedBy(long[] keys) {
      long[] order = new long[size];
      long[] sorted = new long[size];
      for (int i = 0; i < size; i++) {
        sorted[i] = keys[values[i]];
        order[i] = i;
      }
      Integer[] index = new Integer[size];
      Arrays.setAll(index, i -> i);
      Arrays.sort(index, (a, b) -> Long.compare(sorted[a], sorted[b]));
      int[] result = new int[size];
      for (int i = 0; i < size; i++) {
        result[i] = values[index[i]];
      }
      return result;
    }
  }
}
