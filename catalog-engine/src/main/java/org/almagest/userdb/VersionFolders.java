package org.almagest.userdb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.almagest.userdb.UserTableException.Code;

/** Where the files of user tables lie: {@code OWNER/TABLE/VERSION}. */
final class VersionFolders {
  private final Path root;

  VersionFolders(Path root) {
    this.root = root;
  }

  Path of(String owner, UserTableName name, String version) {
    return table(owner, name).resolve(version);
  }

  private Path table(String owner, UserTableName name) {
    Path folder = root.resolve(owner).resolve(name.folded()).normalize();
    if (!folder.startsWith(root) || folder.getNameCount() != root.getNameCount() + 2) {
      throw new IllegalArgumentException("Not the name of an owner: [" + owner + "]");
    }
    return folder;
  }

  /** Makes the folder around a version that is to be written. */
  Path create(String owner, UserTableName name, String version) {
    try {
      Files.createDirectories(table(owner, name));
    } catch (IOException failure) {
      throw new UserTableException(
          Code.STORE_FAILED,
          "No folder can be made for table [mydb." + name.shown() + "]: " + failure.getMessage(),
          failure);
    }
    return of(owner, name, version);
  }

  /** All versions of all tables that have files. */
  List<Path> present() {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> tree = Files.walk(root, 3)) {
      return tree.filter(path -> path.getNameCount() == root.getNameCount() + 3).toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  void delete(Path folder) {
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (NoSuchFileException gone) {
      // Nothing is left to remove.
      return;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
