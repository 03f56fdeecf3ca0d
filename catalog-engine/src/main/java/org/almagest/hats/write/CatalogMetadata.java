package org.almagest.hats.write;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.almagest.catalog.SkyColumns;
import org.almagest.hats.HatsCatalog;
import org.almagest.hats.HatsPixel;
import org.almagest.hats.HatsProperties;
import org.almagest.hats.NioParquet;
import org.almagest.hats.PartitionInfo;
import org.almagest.sky.Healpix;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.Footer;
import org.apache.parquet.hadoop.ParquetFileWriter;

/**
 * Writes what makes a folder of partition files a HATS v1.0 catalog.
 *
 * @param name the name of the catalog
 * @param skyColumns its position columns
 * @param maxRows the threshold that its partitions were chosen by
 * @param created when it was made
 */
public record CatalogMetadata(String name, SkyColumns skyColumns, long maxRows, Instant created) {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /**
   * Writes the properties, the list of partitions and the two Parquet metadata files.
   *
   * @param root the folder that holds {@code dataset}
   * @param partitions all of them
   */
  public void write(Path root, List<HatsPixel> partitions) throws IOException {
    List<HatsPixel> sorted = partitions.stream().sorted().toList();
    long bytes = 0;
    long rows = 0;
    List<Footer> footers = new ArrayList<>();
    Path dataset = root.toAbsolutePath().resolve("dataset");
    for (HatsPixel pixel : sorted) {
      Path file = dataset.resolve(pixel.file());
      bytes += Files.size(file);
      Footer footer =
          new Footer(new org.apache.hadoop.fs.Path(file.toUri()), NioParquet.footer(file));
      rows +=
          footer.getParquetMetadata().getBlocks().stream().mapToLong(b -> b.getRowCount()).sum();
      footers.add(footer);
    }
    writeFooters(dataset, footers);
    PartitionInfo.write(root.resolve("partition_info.csv"), sorted);
    properties(sorted, rows, bytes).write(root);
  }

  /** There is no other public way to write footers of several files into one. */
  @SuppressWarnings("deprecation")
  private static void writeFooters(Path dataset, List<Footer> footers) throws IOException {
    Configuration configuration = new Configuration(false);
    configuration.set("fs.file.impl", "org.apache.hadoop.fs.RawLocalFileSystem");
    configuration.setBoolean("fs.file.impl.disable.cache", true);
    ParquetFileWriter.writeMetadataFile(
        configuration, new org.apache.hadoop.fs.Path(dataset.toUri()), footers);
  }

  private HatsProperties properties(List<HatsPixel> partitions, long rows, long bytes) {
    int deepest = partitions.stream().mapToInt(HatsPixel::order).max().orElse(0);
    double sky = 0;
    for (HatsPixel pixel : partitions) {
      sky += 1.0 / Healpix.cells(pixel.order());
    }
    Map<String, String> values = new LinkedHashMap<>();
    values.put("obs_collection", name);
    values.put("dataproduct_type", "object");
    values.put("hats_nrows", Long.toString(rows));
    values.put("hats_col_ra", skyColumns.ra());
    values.put("hats_col_dec", skyColumns.dec());
    values.put("hats_col_healpix", HatsCatalog.HEALPIX_COLUMN);
    values.put("hats_col_healpix_order", "29");
    values.put("hats_npix_suffix", ".parquet");
    values.put("hats_builder", "almagest");
    values.put("hats_creation_date", DATE.format(created));
    values.put("hats_estsize", Long.toString(bytes / 1024));
    values.put("hats_release_date", "2025-08-22");
    values.put("hats_version", "v1.0");
    values.put("hats_max_rows", Long.toString(maxRows));
    values.put("hats_order", Integer.toString(deepest));
    values.put("moc_sky_fraction", String.format(Locale.ROOT, "%.5f", sky));
    return new HatsProperties(values);
  }
}
