package org.almagest.ingest.publish;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.stream.Stream;
import org.almagest.files.FileTree;
import org.jspecify.annotations.Nullable;

/**
 * The folder that a table is written in before it is visible. A lock on a file beside it tells a
 * running ingest from one that was killed.
 */
public final class Staging implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Staging.class.getName());

  private static final String PREFIX = ".staging-";
  private static final String LOCK_SUFFIX = ".lock";

  private final Path folder;
  private final Path lockFile;
  private final FileChannel lock;

  private Staging(Path folder, Path lockFile, FileChannel lock) {
    this.folder = folder;
    this.lockFile = lockFile;
    this.lock = lock;
  }

  /** Makes a new folder inside that of the release. */
  public static Staging open(Path release) throws IOException {
    Files.createDirectories(release);
    String name = PREFIX + UUID.randomUUID();
    Path lockFile = release.resolve(name + LOCK_SUFFIX);
    FileChannel lock =
        FileChannel.open(lockFile, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    lock.lock();
    Path folder = Files.createDirectory(release.resolve(name));
    return new Staging(folder, lockFile, lock);
  }

  /** Tells this run from others. */
  String id() {
    return folder.getFileName().toString().substring(PREFIX.length(), PREFIX.length() + 8);
  }

  /** Rows as they were read. */
  public Path raw() {
    return folder.resolve("raw");
  }

  /** The table as it will be. */
  public Path table() {
    return folder.resolve("table");
  }

  /** A table beside it as it will be. */
  public Path companion(String name) {
    return folder.resolve("companion-" + name);
  }

  /** Removes what is left; what cannot be removed the next start finds, and no run fails by it. */
  @Override
  public void close() throws IOException {
    try {
      FileTree.delete(folder);
      Files.deleteIfExists(lockFile);
    } catch (IOException left) {
      LOG.log(System.Logger.Level.WARNING, "Cannot remove [" + folder + "]", left);
    } finally {
      lock.close();
    }
  }

  /** Removes what killed runs left in the folder of a release. */
  public static void removeLeftovers(Path release) throws IOException {
    try (Stream<Path> inside = Files.list(release)) {
      for (Path path : inside.toList()) {
        String name = path.getFileName().toString();
        if (name.startsWith(PREFIX) && !name.endsWith(LOCK_SUFFIX)) {
          removeIfDead(path, release.resolve(name + LOCK_SUFFIX));
        }
      }
    }
  }

  private static void removeIfDead(Path folder, Path lockFile) throws IOException {
    try (FileChannel channel =
            FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = tryLock(channel)) {
      if (lock != null) {
        FileTree.delete(folder);
        Files.deleteIfExists(lockFile);
      }
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }
}
