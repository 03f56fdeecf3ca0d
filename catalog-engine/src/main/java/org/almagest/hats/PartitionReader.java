package org.almagest.hats;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.almagest.hats.Storage.Entry;
import org.almagest.hats.Storage.Kind;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** Finds the partitions of a catalog, their files, and how much is in them. */
final class PartitionReader {

  private static final Pattern PIXEL_IN_PATH = Pattern.compile(".*Norder=(\\d+).*Npix=(\\d+).*");

  /** What older files repeat of their path (HATS, directory scheme). */
  private static final Set<String> PATH_COLUMNS =
      Set.of("Norder", "Dir", "Npix", "margin_Norder", "margin_Dir", "margin_Npix");

  private final Storage storage;
  private final Location root;
  private final Location dataset;
  private final HatsProperties properties;
  private final Footers footers;
  private final Map<String, Map<String, Entry>> folders = new HashMap<>();

  PartitionReader(Storage storage, Location root, HatsProperties properties) throws IOException {
    this.storage = storage;
    this.root = root;
    this.dataset = root.resolve("dataset");
    this.properties = properties;
    this.footers = Footers.read(storage, dataset);
  }

  List<HatsPartition> read() throws IOException {
    List<HatsPartition> partitions = new ArrayList<>();
    for (HatsPixel pixel : pixels()) {
      partitions.add(new HatsPartition(pixel, files(pixel)));
    }
    return partitions;
  }

  /** How values are encoded in the files; known once they are read. */
  Set<Encoding> encodings() {
    return footers.encodings();
  }

  /** The columns: of the common footer, else of the first file, once it is read. */
  MessageType schema() {
    MessageType stored = footers.schema();
    if (stored == null) {
      throw new HatsException("The catalog [" + root + "] has no partitions");
    }
    return new MessageType(
        stored.getName(),
        stored.getFields().stream()
            .filter(field -> !PATH_COLUMNS.contains(field.getName()))
            .toList());
  }

  private SortedSet<HatsPixel> pixels() throws IOException {
    Location list = root.resolve("partition_info.csv");
    if (storage.isFile(list)) {
      return new TreeSet<>(PartitionInfo.read(storage, list));
    }
    SortedSet<HatsPixel> pixels = new TreeSet<>();
    footers.rowsByPath().keySet().forEach(path -> addPixel(path, pixels));
    if (pixels.isEmpty()) {
      walk("", pixels);
    }
    return pixels;
  }

  private void walk(String folder, SortedSet<HatsPixel> pixels) throws IOException {
    Location place = folder.isEmpty() ? dataset : dataset.resolve(folder);
    for (Entry entry : storage.list(place)) {
      String path = folder.isEmpty() ? entry.name() : folder + "/" + entry.name();
      if (entry.name().startsWith("Npix=")) {
        addPixel(path, pixels);
      } else if (entry.kind() == Kind.FOLDER) {
        walk(path, pixels);
      }
    }
  }

  private static void addPixel(String path, Set<HatsPixel> pixels) {
    Matcher pixel = PIXEL_IN_PATH.matcher(URLDecoder.decode(path, StandardCharsets.UTF_8));
    if (pixel.matches()) {
      pixels.add(new HatsPixel(Integer.parseInt(pixel.group(1)), Long.parseLong(pixel.group(2))));
    }
  }

  private List<HatsFile> files(HatsPixel pixel) throws IOException {
    String name = "Npix=" + pixel.pixel();
    String suffix = properties.npixSuffix();
    Entry stored = suffix.equals("/") ? folder(pixel).get(name) : folder(pixel).get(name + suffix);
    if (stored == null && properties.value("hats_npix_suffix").isEmpty()) {
      stored = withAnySuffix(pixel, name);
    }
    if (stored == null) {
      throw new HatsException(
          "File ["
              + dataset.resolve(pixel.folder() + name + suffix)
              + "] of the catalog ["
              + root
              + "] is missing");
    }
    String path = pixel.folder() + stored.name();
    return stored.kind() == Kind.FILE ? List.of(file(path, stored)) : filesOfFolder(pixel, path);
  }

  private @Nullable Entry withAnySuffix(HatsPixel pixel, String name) throws IOException {
    return folder(pixel).values().stream()
        .filter(entry -> entry.name().equals(name) || entry.name().startsWith(name + "."))
        .findFirst()
        .orElse(null);
  }

  private List<HatsFile> filesOfFolder(HatsPixel pixel, String path) throws IOException {
    List<HatsFile> files = new ArrayList<>();
    for (Entry entry : storage.list(dataset.resolve(path))) {
      if (entry.kind() == Kind.FILE
          && !entry.name().startsWith("_")
          && !entry.name().startsWith(".")) {
        files.add(file(path + "/" + entry.name(), entry));
      }
    }
    if (files.isEmpty()) {
      throw new HatsException(
          "Partition [" + pixel + "] has no files in [" + dataset.resolve(path) + "]");
    }
    return files;
  }

  private HatsFile file(String path, Entry entry) throws IOException {
    Location location = dataset.resolve(path);
    return new HatsFile(location, footers.rows(path, location), entry.bytes());
  }

  private Map<String, Entry> folder(HatsPixel pixel) throws IOException {
    Map<String, Entry> known = folders.get(pixel.folder());
    if (known == null) {
      known = new HashMap<>();
      for (Entry entry : storage.list(dataset.resolve(pixel.folder()))) {
        known.put(entry.name(), entry);
      }
      folders.put(pixel.folder(), known);
    }
    return known;
  }
}
