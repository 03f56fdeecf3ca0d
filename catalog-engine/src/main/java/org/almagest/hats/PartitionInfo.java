package org.almagest.hats;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The list of partitions of a catalog: {@code Norder,Npix} and columns that are not used. */
public final class PartitionInfo {

  private PartitionInfo() {}

  static List<HatsPixel> read(Storage storage, Location file) throws IOException {
    List<String> lines = storage.text(file).lines().toList();
    List<String> header = lines.isEmpty() ? List.of() : fields(lines.get(0));
    int order = header.indexOf("Norder");
    int pixel = header.indexOf("Npix");
    if (order < 0 || pixel < 0) {
      throw new HatsException("[" + file + "] has no columns Norder and Npix");
    }
    List<HatsPixel> pixels = new ArrayList<>();
    for (int line = 1; line < lines.size(); line++) {
      if (lines.get(line).isBlank()) {
        continue;
      }
      List<String> fields = fields(lines.get(line));
      try {
        pixels.add(
            new HatsPixel(Integer.parseInt(fields.get(order)), Long.parseLong(fields.get(pixel))));
      } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
        throw new HatsException(
            file + ":" + (line + 1) + ": [" + lines.get(line) + "] is not a pixel", e);
      }
    }
    return pixels;
  }

  /** Writes the list, in the order of the sky. */
  public static void write(Path file, Collection<HatsPixel> pixels) throws IOException {
    StringBuilder text = new StringBuilder("Norder,Npix\n");
    pixels.stream()
        .sorted()
        .forEach(p -> text.append(p.order()).append(',').append(p.pixel()).append('\n'));
    Files.writeString(file, text);
  }

  private static List<String> fields(String line) {
    return List.of(line.strip().split("\\s*,\\s*", -1));
  }
}
