package org.almagest.ingest.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.almagest.catalog.DataDirectory;
import org.almagest.catalog.store.CatalogStore;
import org.almagest.files.FileTree;

/** Versions of tables that are not the current one. */
public final class OldVersions {

  private final DataDirectory data;
  private final Instant replacedBefore;

  public OldVersions(DataDirectory data, Instant replacedBefore) {
    this.data = data;
    this.replacedBefore = replacedBefore;
  }

  /** Notes on the folder itself when its version was replaced. */
  static void mark(Path version, Instant replaced) throws IOException {
    if (Files.isDirectory(version)) {
      Files.setLastModifiedTime(version, FileTime.from(replaced));
    }
  }

  public List<Path> remove(CatalogStore store) throws IOException {
    List<Path> candidates = new ArrayList<>();
    for (Path release : folders(data.releases())) {
      for (Path table : folders(release)) {
        for (Path version : folders(table)) {
          if (Files.getLastModifiedTime(version).toInstant().isBefore(replacedBefore)) {
            candidates.add(version);
          }
        }
      }
    }
    // Asked after the folders were listed: what is committed meanwhile is seen here.
    Set<Path> visible = store.visibleFolders();
    candidates.removeAll(visible);
    // A table without any current version is not this database's: nothing of it is touched.
    Set<Path> tables = visible.stream().map(Path::getParent).collect(Collectors.toSet());
    candidates.removeIf(version -> !tables.contains(version.getParent()));
    for (Path version : candidates) {
      FileTree.delete(version);
    }
    return List.copyOf(candidates);
  }

  private static List<Path> folders(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> inside = Files.list(folder)) {
      return inside
          .filter(path -> Files.isDirectory(path) && !path.getFileName().toString().startsWith("."))
          .toList();
    }
  }
}
