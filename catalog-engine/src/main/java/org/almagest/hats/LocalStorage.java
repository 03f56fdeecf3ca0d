package org.almagest.hats;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.parquet.io.InputFile;

/** Files of this machine. */
final class LocalStorage implements Storage {

  static final LocalStorage INSTANCE = new LocalStorage();

  private LocalStorage() {}

  @Override
  public boolean isFile(Location file) {
    return Files.isRegularFile(file.path());
  }

  @Override
  public boolean isFolder(Location folder) {
    return Files.isDirectory(folder.path());
  }

  @Override
  public List<Entry> list(Location folder) throws IOException {
    if (!isFolder(folder)) {
      return List.of();
    }
    List<Entry> entries = new ArrayList<>();
    try (Stream<Path> inside = Files.list(folder.path())) {
      for (Path path : inside.sorted().toList()) {
        String name = path.getFileName().toString();
        entries.add(
            Files.isDirectory(path)
                ? new Entry(name, Kind.FOLDER, 0)
                : new Entry(name, Kind.FILE, Files.size(path)));
      }
    }
    return entries;
  }

  @Override
  public String text(Location file) throws IOException {
    return new String(Files.readAllBytes(file.path()), StandardCharsets.UTF_8);
  }

  @Override
  public InputFile parquet(Location file) {
    return NioParquet.input(file.path());
  }
}
