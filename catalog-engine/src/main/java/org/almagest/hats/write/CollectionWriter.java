package org.almagest.hats.write;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.almagest.catalog.CatalogColumn;
import org.almagest.hats.HatsPixel;
import org.almagest.hats.HatsProperties;
import org.almagest.hats.PartitionInfo;
import org.almagest.hats.write.parquet.DataFileWriter;
import org.almagest.hats.write.parquet.FooterWriter;
import org.almagest.hats.write.parquet.ParquetSchema;
import org.almagest.hats.write.parquet.VoParquet;
import org.almagest.hats.write.sort.CellCounts;
import org.almagest.sky.healpix.Healpix;
import org.apache.parquet.format.FileMetaData;

/** Writes what makes catalogs of folders of files, and a collection of the catalogs. */
public final class CollectionWriter {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final CatalogSpec spec;
  private final Path root;

  /**
   * Writes nothing yet.
   *
   * @param root the folder of the collection
   */
  public CollectionWriter(CatalogSpec spec, Path root) {
    this.spec = spec;
    this.root = root;
  }

  /** The folder of the catalog itself. */
  public Path primary() {
    return root.resolve(spec.name());
  }

  /** The folder of its margin. */
  public Path margin() {
    return root.resolve(spec.marginName());
  }

  /** The folder of its index. */
  public Path index() {
    return root.resolve(spec.indexName());
  }

  /** Completes the catalog itself, of whose partitions the files are written. */
  public void writePrimary(List<PartitionResult> partitions) throws IOException {
    List<PartitionResult> sorted =
        partitions.stream().sorted((a, b) -> a.pixel().compareTo(b.pixel())).toList();
    List<HatsPixel> pixels = sorted.stream().map(PartitionResult::pixel).toList();
    List<CatalogColumn> columns = spec.stored();
    Map<String, FileMetaData> footers = new LinkedHashMap<>();
    CellCounts counts = CellCounts.none(sorted.get(0).counts().order());
    for (PartitionResult partition : sorted) {
      footers.put(partition.pixel().file(), partition.footer());
      counts = counts.plus(partition.counts());
    }
    PartitionStatistics.write(
        primary().resolve("per_partition_statistics.parquet"), columns, sorted);
    writeThumbnail(columns, sorted);
    CountMap.write(primary(), counts);
    PartitionInfo.write(primary().resolve("partition_info.csv"), pixels);
    FooterWriter.write(
        primary().resolve("dataset"),
        ParquetSchema.of(columns),
        footers,
        VoParquet.keyValues(spec.name(), columns));
    Map<String, String> values = start(spec.name(), spec.type().key());
    values.put("hats_nrows", Long.toString(rows(footers)));
    addSky(values);
    values.put("hats_skymap_order", Integer.toString(counts.order()));
    values.put(
        "hats_skymap_alt_orders",
        CountMap.coarserOrders(counts.order()).stream()
            .map(String::valueOf)
            .collect(Collectors.joining(" ")));
    values.put("hats_cols_sort", "_healpix_29");
    finish(values, pixels, primary());
  }

  /** The first row of each partition, of as many as a partition may have rows. */
  private void writeThumbnail(List<CatalogColumn> columns, List<PartitionResult> partitions)
      throws IOException {
    int step = (int) Math.max(1, (partitions.size() + spec.maxRows() - 1) / spec.maxRows());
    try (DataFileWriter writer =
        new DataFileWriter(primary().resolve("data_thumbnail.parquet"), columns)) {
      for (int index = 0; index < partitions.size(); index += step) {
        writer.write(partitions.get(index).firstRow());
      }
      writer.finish();
    }
  }

  /** Completes the margin. */
  public void writeMargin(List<WrittenFile> files) throws IOException {
    List<WrittenFile> sorted =
        files.stream().sorted((a, b) -> a.pixel().compareTo(b.pixel())).toList();
    List<HatsPixel> pixels = sorted.stream().map(WrittenFile::pixel).toList();
    Map<String, FileMetaData> footers = new LinkedHashMap<>();
    sorted.forEach(file -> footers.put(file.pixel().file(), file.footer()));
    Files.createDirectories(margin());
    PartitionInfo.write(margin().resolve("partition_info.csv"), pixels);
    FooterWriter.write(
        margin().resolve("dataset"),
        ParquetSchema.of(spec.stored()),
        footers,
        VoParquet.keyValues(spec.marginName(), spec.stored()));
    Map<String, String> values = start(spec.marginName(), "margin");
    values.put("hats_nrows", Long.toString(rows(footers)));
    addSky(values);
    values.put("hats_primary_table_url", spec.name());
    values.put("hats_margin_threshold", Double.toString(spec.marginArcsec()));
    finish(values, pixels, margin());
  }

  /** Completes the index. */
  public void writeIndex(IndexWriter writer, Map<String, FileMetaData> footers) throws IOException {
    FooterWriter.write(index().resolve("dataset"), writer.schema(), footers, Map.of());
    Map<String, String> values = start(spec.indexName(), "index");
    values.put("hats_nrows", Long.toString(rows(footers)));
    values.put("hats_primary_table_url", spec.name());
    values.put("hats_index_column", String.valueOf(spec.idColumn()));
    values.put("hats_index_extra_column", "_healpix_29");
    about(values, index());
    new HatsProperties(values).write(index());
  }

  /** Makes a collection of what is there. Only keys that the format knows may be written. */
  public void writeCollection() throws IOException {
    StringBuilder text = new StringBuilder("#HATS Collection\n");
    text.append("obs_collection=").append(spec.name()).append('\n');
    text.append("hats_primary_table_url=").append(spec.name()).append('\n');
    if (Files.isDirectory(margin())) {
      text.append("all_margins=").append(spec.marginName()).append('\n');
      text.append("default_margin=").append(spec.marginName()).append('\n');
    }
    if (spec.idIndex() >= 0) {
      text.append("all_indexes=").append(spec.idColumn()).append(' ').append(spec.indexName());
      text.append("\ndefault_index=").append(spec.idColumn()).append('\n');
    }
    Map<String, String> values = new LinkedHashMap<>();
    about(values, root);
    values.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
    Files.writeString(root.resolve("collection.properties"), text);
  }

  private static Map<String, String> start(String name, String type) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("obs_collection", name);
    values.put("dataproduct_type", type);
    return values;
  }

  private static long rows(Map<String, FileMetaData> footers) {
    return footers.values().stream().mapToLong(FileMetaData::getNum_rows).sum();
  }

  private void addSky(Map<String, String> values) {
    values.put("hats_col_ra", spec.skyColumns().ra());
    values.put("hats_col_dec", spec.skyColumns().dec());
    values.put("hats_col_healpix", "_healpix_29");
    values.put("hats_col_healpix_order", Integer.toString(Healpix.MAX_ORDER));
    values.put("hats_npix_suffix", ".parquet");
  }

  private void finish(Map<String, String> values, List<HatsPixel> pixels, Path catalog)
      throws IOException {
    double sky = pixels.stream().mapToDouble(pixel -> 1.0 / Healpix.cells(pixel.order())).sum();
    about(values, catalog);
    values.put("hats_max_rows", Long.toString(spec.maxRows()));
    values.put(
        "hats_order", Integer.toString(pixels.stream().mapToInt(HatsPixel::order).max().orElse(0)));
    values.put("moc_sky_fraction", String.format(Locale.ROOT, "%.5f", sky));
    new HatsProperties(values).write(catalog);
  }

  private void about(Map<String, String> values, Path folder) throws IOException {
    about(values, folder, spec.created());
  }

  /** Adds who made a folder, when, and how large it is. */
  public static void about(Map<String, String> values, Path folder, Instant created)
      throws IOException {
    values.put("hats_builder", "almagest");
    values.put("hats_creation_date", DATE.format(created));
    values.put("hats_estsize", Long.toString(bytes(folder) / 1024));
    values.put("hats_release_date", "2025-08-22");
    values.put("hats_version", "v1.0");
  }

  private static long bytes(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      return tree.filter(Files::isRegularFile)
          .mapToLong(
              file -> {
                try {
                  return Files.size(file);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              })
          .sum();
    }
  }
}
