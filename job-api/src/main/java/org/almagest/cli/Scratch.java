package org.almagest.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.almagest.catalog.DataDirectory;
import org.almagest.files.FileTree;
import org.jspecify.annotations.Nullable;

/**
 * The folder for the spill files of one process. A lock on a file beside it, which goes with the
 * process however it ends, tells a folder in use from one that a killed process left.
 */
final class Scratch implements AutoCloseable {
  private static final String PREFIX = "process-";
  private static final String LOCK_SUFFIX = ".lock";

  private final Path folder;
  private final Path lockFile;
  private final FileChannel lock;

  private Scratch(Path folder, Path lockFile, FileChannel lock) {
    this.folder = folder;
    this.lockFile = lockFile;
    this.lock = lock;
  }

  /** Makes a new folder, after removing those of killed processes. */
  static Scratch open(DataDirectory data) throws IOException {
    Path temporary = Files.createDirectories(data.temporary());
    removeLeftovers(temporary);
    String name = PREFIX + UUID.randomUUID();
    Path lockFile = temporary.resolve(name + LOCK_SUFFIX);
    FileChannel lock =
        FileChannel.open(lockFile, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    lock.lock();
    return new Scratch(Files.createDirectory(temporary.resolve(name)), lockFile, lock);
  }

  Path folder() {
    return folder;
  }

  private static void removeLeftovers(Path temporary) throws IOException {
    List<Path> folders;
    try (Stream<Path> inside = Files.list(temporary)) {
      folders = inside.filter(path -> path.getFileName().toString().startsWith(PREFIX)).toList();
    }
    for (Path folder : folders) {
      if (Files.isDirectory(folder)) {
        removeIfDead(folder);
      }
    }
  }

  private static void removeIfDead(Path folder) throws IOException {
    Path lockFile = folder.resolveSibling(folder.getFileName() + LOCK_SUFFIX);
    try (FileChannel channel =
            FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock free = tryLock(channel)) {
      if (free != null) {
        FileTree.delete(folder);
        Files.deleteIfExists(lockFile);
      }
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    }
  }

  @Override
  public void close() {
    try (lock) {
      FileTree.delete(folder);
      Files.deleteIfExists(lockFile);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
