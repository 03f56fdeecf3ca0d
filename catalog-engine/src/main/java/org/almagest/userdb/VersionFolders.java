package org.almagest.userdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Where the files of user tables lie: {@code OWNER/TABLE/VERSION}. */
final class VersionFolders {
  private final Path root;

  VersionFolders(Path root) {
    this.root = root;
  }

  /**
   * The name of the folder of a new version.
   *
   * @throws IllegalArgumentException if the owner cannot be the name of a folder
   */
  String name(String owner, UserTableName name, String version) {
    Path folder = root.resolve(owner).resolve(name.folded()).resolve(version).normalize();
    if (!folder.startsWith(root) || folder.getNameCount() != root.getNameCount() + 3) {
      throw new IllegalArgumentException("Not the name of an owner: [" + owner + "]");
    }
    return text(folder);
  }

  /** The folder of that name. */
  Path of(String name) {
    Path folder = root.resolve(name).normalize();
    if (!folder.startsWith(root) || folder.equals(root)) {
      throw new IllegalArgumentException("Not the folder of a version: [" + name + "]");
    }
    return folder;
  }

  /** The name of the folder of a version; empty if it is none. */
  Optional<String> nameOf(Path folder) {
    return folder.startsWith(root) && !folder.equals(root)
        ? Optional.of(text(folder))
        : Optional.empty();
  }

  private String text(Path folder) {
    return StreamSupport.stream(root.relativize(folder).spliterator(), false)
        .map(Path::toString)
        .collect(Collectors.joining("/"));
  }

  /** Makes the folder around a version that is to be written. */
  Path create(String name) throws IOException {
    Path folder = of(name);
    Files.createDirectories(folder.getParent());
    return folder;
  }
}
