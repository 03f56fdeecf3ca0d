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

  /** How many missing partitions a message names. */
  private static final int SHOWN = 5;

  private final Storage storage;
  private final Location root;
  private final Location dataset;
  private final HatsProperties properties;
  private final MissingPartitions policy;
  private final FooterReader footers;
  private final Map<String, Map<String, Entry>> folders = new HashMap<>();
  private int missingPartitions;

  PartitionReader(
      Storage storage, Location root, HatsProperties properties, MissingPartitions policy)
      throws IOException {
    this.storage = storage;
    this.root = root;
    this.dataset = root.resolve("dataset");
    this.properties = properties;
    this.policy = policy;
    this.footers = FooterReader.read(storage, dataset);
  }

  List<HatsPartition> read() throws IOException {
    List<HatsPartition> partitions = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    SortedSet<HatsPixel> pixels = pixels();
    for (HatsPixel pixel : pixels) {
      List<HatsFile> files = files(pixel);
      if (files.isEmpty()) {
        missing.add(pixel.folder() + "Npix=" + pixel.pixel() + shownSuffix());
      } else {
        partitions.add(new HatsPartition(pixel, files));
      }
    }
    missingPartitions = missing.size();
    if (!missing.isEmpty() && policy == MissingPartitions.REFUSE) {
      throw new HatsException(
          "The catalog ["
              + root
              + "] lacks the files of "
              + missing.size()
              + " of its "
              + pixels.size()
              + " partitions. Missing in ["
              + dataset
              + "]: "
              + String.join(", ", missing.subList(0, Math.min(SHOWN, missing.size())))
              + (missing.size() > SHOWN ? ", ..." : ""));
    }
    return partitions;
  }

  /** How many partitions have no files; known once the others are read. */
  int missing() {
    return missingPartitions;
  }

  private String shownSuffix() {
    return properties.npixSuffix().equals("/") ? "" : properties.npixSuffix();
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

  /** The files of a partition; none if they are missing. */
  private List<HatsFile> files(HatsPixel pixel) throws IOException {
    String name = "Npix=" + pixel.pixel();
    String suffix = properties.npixSuffix();
    Entry stored = suffix.equals("/") ? folder(pixel).get(name) : folder(pixel).get(name + suffix);
    if (stored == null && properties.value("hats_npix_suffix").isEmpty()) {
      stored = withAnySuffix(pixel, name);
    }
    if (stored == null) {
      return List.of();
    }
    String path = pixel.folder() + stored.name();
    return stored.kind() == Kind.FILE ? List.of(file(path, stored)) : filesOfFolder(path);
  }

  private @Nullable Entry withAnySuffix(HatsPixel pixel, String name) throws IOException {
    return folder(pixel).values().stream()
        .filter(entry -> entry.name().equals(name) || entry.name().startsWith(name + "."))
        .findFirst()
        .orElse(null);
  }

  private List<HatsFile> filesOfFolder(String path) throws IOException {
    List<HatsFile> files = new ArrayList<>();
    for (Entry entry : storage.list(dataset.resolve(path))) {
      if (entry.kind() == Kind.FILE
          && !entry.name().startsWith("_")
          && !entry.name().startsWith(".")) {
        files.add(file(path + "/" + entry.name(), entry));
      }
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
