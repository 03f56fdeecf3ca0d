package org.almagest.hats;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.parquet.hadoop.metadata.BlockMetaData;

/** Finds the partitions of a catalog, their files, and how much is in them. */
final class PartitionReader {

  private static final Pattern PIXEL_IN_PATH = Pattern.compile(".*Norder=(\\d+).*Npix=(\\d+).*");

  private final Path root;
  private final Path dataset;
  private final HatsProperties properties;
  private final Map<String, Long> rowsByPath;

  PartitionReader(Path root, HatsProperties properties) throws IOException {
    this.root = root;
    this.dataset = root.resolve("dataset");
    this.properties = properties;
    this.rowsByPath = rowsOfMetadata(dataset.resolve("_metadata"));
  }

  List<HatsPartition> read() throws IOException {
    List<HatsPartition> partitions = new ArrayList<>();
    for (HatsPixel pixel : pixels()) {
      partitions.add(new HatsPartition(pixel, files(pixel)));
    }
    return partitions;
  }

  private SortedSet<HatsPixel> pixels() throws IOException {
    Path list = root.resolve("partition_info.csv");
    if (Files.isRegularFile(list)) {
      return new TreeSet<>(PartitionInfo.read(list));
    }
    SortedSet<HatsPixel> pixels = new TreeSet<>();
    rowsByPath.keySet().forEach(path -> addPixel(path, pixels));
    if (pixels.isEmpty()) {
      try (Stream<Path> tree = Files.walk(dataset)) {
        tree.forEach(path -> addPixel(dataset.relativize(path).toString(), pixels));
      }
    }
    return pixels;
  }

  private static void addPixel(String path, Set<HatsPixel> pixels) {
    Matcher pixel = PIXEL_IN_PATH.matcher(path.replace("%3D", "=").replace("%3d", "="));
    if (pixel.matches()) {
      pixels.add(new HatsPixel(Integer.parseInt(pixel.group(1)), Long.parseLong(pixel.group(2))));
    }
  }

  private List<HatsFile> files(HatsPixel pixel) throws IOException {
    String suffix = properties.npixSuffix();
    String name = pixel.folder() + "Npix=" + pixel.pixel();
    if (!suffix.equals("/")) {
      return List.of(file(name + suffix));
    }
    Path folder = dataset.resolve(name);
    if (!Files.isDirectory(folder)) {
      throw new HatsException("Partition [" + pixel + "] has no folder [" + folder + "]");
    }
    List<HatsFile> files = new ArrayList<>();
    try (Stream<Path> inside = Files.list(folder)) {
      for (Path path : inside.sorted().toList()) {
        String fileName = path.getFileName().toString();
        if (!fileName.startsWith("_") && !fileName.startsWith(".")) {
          files.add(file(name + "/" + fileName));
        }
      }
    }
    return files;
  }

  private HatsFile file(String relative) throws IOException {
    Path path = dataset.resolve(relative);
    if (!Files.isRegularFile(path)) {
      throw new HatsException("File [" + path + "] of the catalog [" + root + "] is missing");
    }
    Long rows = rowsByPath.get(relative);
    return new HatsFile(path, rows == null ? rowsOfFooter(path) : rows, Files.size(path));
  }

  private static long rowsOfFooter(Path file) throws IOException {
    return NioParquet.footer(file).getBlocks().stream().mapToLong(BlockMetaData::getRowCount).sum();
  }

  private static Map<String, Long> rowsOfMetadata(Path file) throws IOException {
    Map<String, Long> rows = new HashMap<>();
    if (!Files.isRegularFile(file)) {
      return rows;
    }
    try {
      for (BlockMetaData block : NioParquet.footer(file).getBlocks()) {
        if (block.getPath() != null) {
          rows.merge(block.getPath(), block.getRowCount(), Long::sum);
        }
      }
    } catch (RuntimeException e) {
      throw new HatsException("[" + file + "] is not Parquet metadata: " + e.getMessage(), e);
    }
    return rows;
  }
}
