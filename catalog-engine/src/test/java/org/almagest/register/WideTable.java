package org.almagest.register;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.CatalogTable;
import org.almagest.catalog.ColumnType;
import org.almagest.catalog.FilePlacement;
import org.almagest.catalog.FilePlacement.Layout;
import org.almagest.catalog.SkyColumns;
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
 * A table of many columns: an id, a position, and numbers that are the id and the number of their
 * column. Row by row its positions are those of all others, which lie in one pixel of order 3.
 *
 * @param columns how many numbers there are besides id, pixel and position
 */
record WideTable(String name, Layout layout, int columns, int rows) {

  private static final int PAGE_ROWS = 1_024;
  private static final int ORDER = 3;
  private static final long PIXEL = 300;

  /** The value of a column. */
  static double value(long id, int column) {
    return id + column / 8192.0;
  }

  /** The table, as it is in a folder. */
  CatalogTable in(Path folder) {
    List<CatalogColumn> all = new ArrayList<>();
    all.add(CatalogColumn.of("_healpix_29", ColumnType.LONG));
    all.add(CatalogColumn.of("id", ColumnType.LONG));
    all.add(CatalogColumn.of("ra", ColumnType.DOUBLE));
    all.add(CatalogColumn.of("dec", ColumnType.DOUBLE));
    for (int column = 0; column < columns; column++) {
      all.add(CatalogColumn.of(number(column), ColumnType.DOUBLE));
    }
    return new CatalogTable(
        "r",
        name,
        null,
        all,
        new SkyColumns("ra", "dec"),
        new FilePlacement(layout, folder.resolve(name)),
        rows,
        8L * all.size() * rows);
  }

  private String number(int column) {
    return name + "_" + column;
  }

  /** Writes it into a folder. */
  void write(Path folder) throws IOException {
    Path root = Files.createDirectories(folder.resolve(name));
    if (layout == Layout.PARQUET) {
      writeFile(root.resolve("part-0.parquet"));
      return;
    }
    Path file = root.resolve("dataset/Norder=" + ORDER + "/Dir=0/Npix=" + PIXEL + ".parquet");
    Files.createDirectories(file.getParent());
    writeFile(file);
    Files.writeString(
        root.resolve("hats.properties"),
        """
        obs_collection=%s
        dataproduct_type=object
        hats_col_ra=ra
        hats_col_dec=dec
        hats_nrows=%d
        hats_order=%d
        """
            .formatted(name, rows, ORDER));
    Files.writeString(
        root.resolve("partition_info.csv"), "Norder,Npix\n" + ORDER + "," + PIXEL + "\n");
  }

  private void writeFile(Path file) throws IOException {
    StringBuilder text = new StringBuilder("message m { optional int64 _healpix_29;");
    text.append("optional int64 id; optional double ra; optional double dec;");
    IntStream.range(0, columns)
        .forEach(column -> text.append("optional double ").append(number(column)).append(';'));
    MessageType schema = MessageTypeParser.parseMessageType(text.append('}').toString());
    try (ColumnFileWriter writer =
        new ColumnFileWriter(
            HadoopOutputFile.fromPath(
                new org.apache.hadoop.fs.Path(file.toUri()), new Configuration(false)),
            schema,
            CompressionCodecName.ZSTD)) {
      for (int first = 0; first < rows; first += PAGE_ROWS) {
        int count = Math.min(PAGE_ROWS, rows - first);
        writer.add(page(first, count), count);
      }
      writer.end(Map.of());
    }
  }

  private List<ColumnValues> page(int first, int count) {
    long[] ids = LongStream.range(first, first + count).toArray();
    long[] pixels = new long[count];
    double[] ra = new double[count];
    double[] dec = new double[count];
    for (int i = 0; i < count; i++) {
      // Some 1.6 arcsec apart, in the order of the sky.
      double[] center = Healpix.center(17, (PIXEL << 28) + ids[i]);
      ra[i] = center[0];
      dec[i] = center[1];
      pixels[i] = Healpix.cell(29, ra[i], dec[i]);
    }
    List<ColumnValues> values = new ArrayList<>();
    values.add(new LongValues(pixels, count));
    values.add(new LongValues(ids, count));
    values.add(new DoubleValues(ra, count));
    values.add(new DoubleValues(dec, count));
    for (int column = 0; column < columns; column++) {
      double[] numbers = new double[count];
      for (int i = 0; i < count; i++) {
        numbers[i] = value(ids[i], column);
      }
      values.add(new DoubleValues(numbers, count));
    }
    return values;
  }
}
