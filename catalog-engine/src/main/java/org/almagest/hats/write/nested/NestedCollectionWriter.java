package org.almagest.hats.write.nested;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.almagest.catalog.CatalogColumn;
import org.almagest.hats.HatsCatalog;
import org.almagest.hats.HatsCollection;
import org.almagest.hats.HatsIndex;
import org.almagest.hats.HatsPixel;
import org.almagest.hats.HatsProperties;
import org.almagest.hats.Location;
import org.almagest.hats.PartitionInfo;
import org.almagest.hats.Storage;
import org.almagest.hats.write.CatalogSpec;
import org.almagest.hats.write.CollectionWriter;
import org.almagest.hats.write.WrittenFile;
import org.almagest.hats.write.parquet.FooterWriter;
import org.almagest.hats.write.parquet.NestedColumn;
import org.almagest.hats.write.parquet.VoParquet;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.io.SeekableInputStream;

/**
 * Writes what makes a collection of the partitions of another one that have a nested column more:
 * its margins have it too, its indexes and maps are those of the other.
 */
public final class NestedCollectionWriter {

  /** Maps of where rows are, which stay where they are. */
  private static final String MAP = "(skymap(\\.\\d+)?|point_map)\\.fits";

  private final HatsCollection objects;
  private final Storage storage;
  private final Path root;
  private final String name;
  private final NestedColumn nested;
  private final Instant created;

  /**
   * Writes nothing yet.
   *
   * @param objects the collection whose partitions get the column
   * @param root the folder of the new collection
   * @param name its name
   */
  public NestedCollectionWriter(
      HatsCollection objects, Path root, String name, NestedColumn nested, Instant created) {
    this.objects = objects;
    this.storage = Storage.of(objects.root());
    this.root = root;
    this.name = name;
    this.nested = nested;
    this.created = created;
  }

  /** The folder of the catalog itself. */
  public Path primary() {
    return root.resolve(name);
  }

  /** The folder of a margin of the other collection, here. */
  public Path margin(HatsCatalog margin) {
    return root.resolve(marginName(margin));
  }

  private String marginName(HatsCatalog margin) {
    return CatalogSpec.marginName(name, margin.marginThresholdArcsec());
  }

  private String indexName(String column) {
    return CatalogSpec.indexName(name, column);
  }

  /**
   * Completes the catalog itself.
   *
   * @param columns what is known of its columns but for the nested one
   */
  public void writePrimary(List<WrittenFile> files, List<CatalogColumn> columns)
      throws IOException {
    writeCatalog(objects.catalog(), primary(), name, files, columns);
    for (Storage.Entry entry : storage.list(objects.catalog().root())) {
      if (entry.name().matches(MAP)) {
        copy(objects.catalog().root().resolve(entry.name()), primary().resolve(entry.name()));
      }
    }
    Map<String, String> values = taken(objects.catalog().properties(), name);
    List<String> shown = objects.catalog().properties().defaultColumns();
    if (!shown.isEmpty()) {
      values.put("hats_cols_default", String.join(" ", shown) + " " + nested.name());
    }
    finish(values, primary());
  }

  /** Completes a margin. */
  public void writeMargin(HatsCatalog margin, List<WrittenFile> files, List<CatalogColumn> columns)
      throws IOException {
    writeCatalog(margin, margin(margin), marginName(margin), files, columns);
    Map<String, String> values = taken(margin.properties(), marginName(margin));
    values.put("hats_primary_table_url", name);
    finish(values, margin(margin));
  }

  private void writeCatalog(
      HatsCatalog catalog,
      Path folder,
      String title,
      List<WrittenFile> files,
      List<CatalogColumn> columns)
      throws IOException {
    List<WrittenFile> sorted =
        files.stream().sorted((a, b) -> a.pixel().compareTo(b.pixel())).toList();
    List<HatsPixel> pixels = sorted.stream().map(WrittenFile::pixel).toList();
    Map<String, FileMetaData> footers = new LinkedHashMap<>();
    sorted.forEach(file -> footers.put(file.pixel().file(), file.footer()));
    Files.createDirectories(folder);
    PartitionInfo.write(folder.resolve("partition_info.csv"), pixels);
    FooterWriter.write(
        folder.resolve("dataset"),
        nested.addedTo(catalog.schema()),
        footers,
        VoParquet.keyValues(title, columns, List.of(nested)));
  }

  /** The properties of a catalog, but for those that say how and by whom it was made. */
  private static Map<String, String> taken(HatsProperties properties, String title) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("obs_collection", title);
    new TreeMap<>(properties.values()).forEach(values::putIfAbsent);
    for (String key : List.of("hats_creator", "creator_did", "publisher_id", "hats_estsize")) {
      values.remove(key);
    }
    values.put("hats_npix_suffix", ".parquet");
    return values;
  }

  private void finish(Map<String, String> values, Path folder) throws IOException {
    CollectionWriter.about(values, folder, created);
    new HatsProperties(values).write(folder);
  }

  /** Copies the indexes: rows stay in their partitions. */
  public void writeIndexes() throws IOException {
    for (Map.Entry<String, HatsIndex> index : objects.indexes().entrySet()) {
      String column = index.getKey();
      Location from = index.getValue().root();
      Path to = root.resolve(indexName(column));
      copyFolder(from.resolve("dataset"), to.resolve("dataset"));
      Map<String, String> values = taken(HatsProperties.read(storage, from), indexName(column));
      values.remove("hats_npix_suffix");
      values.put("hats_primary_table_url", name);
      finish(values, to);
    }
  }

  private void copyFolder(Location from, Path to) throws IOException {
    Files.createDirectories(to);
    for (Storage.Entry entry : storage.list(from)) {
      if (entry.kind() == Storage.Kind.FOLDER) {
        copyFolder(from.resolve(entry.name()), to.resolve(entry.name()));
      } else {
        copy(from.resolve(entry.name()), to.resolve(entry.name()));
      }
    }
  }

  private void copy(Location from, Path to) throws IOException {
    try (SeekableInputStream in = storage.parquet(from).newStream();
        OutputStream out = Files.newOutputStream(to)) {
      in.transferTo(out);
    }
  }

  /** Makes a collection of what is there. */
  public void writeCollection() throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("#HATS Collection");
    lines.add("obs_collection=" + name);
    lines.add("hats_primary_table_url=" + name);
    if (!objects.margins().isEmpty()) {
      List<String> margins = objects.margins().stream().map(this::marginName).toList();
      lines.add("all_margins=" + String.join(" ", margins));
      lines.add("default_margin=" + margins.get(0));
    }
    if (!objects.indexes().isEmpty()) {
      List<String> columns = objects.indexes().keySet().stream().sorted().toList();
      lines.add(
          "all_indexes="
              + String.join(
                  " ", columns.stream().map(column -> column + " " + indexName(column)).toList()));
      lines.add("default_index=" + columns.get(0));
    }
    Map<String, String> values = new LinkedHashMap<>();
    CollectionWriter.about(values, root, created);
    values.forEach((key, value) -> lines.add(key + "=" + value));
    Files.writeString(root.resolve(HatsCollection.FILE), String.join("\n", lines) + "\n");
  }
}
