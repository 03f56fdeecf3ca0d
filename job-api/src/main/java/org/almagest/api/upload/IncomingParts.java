package org.almagest.api.upload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.almagest.catalog.DataDirectory;
import org.almagest.files.FileTree;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Where the web server of one process keeps the parts of requests that it reads: a folder in {@code
 * uploads/.incoming}, beside a file that the process locks as long as it lives. What a process left
 * that was killed is removed by the others, and by the next.
 */
public final class IncomingParts implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger(IncomingParts.class);

  static final String FOLDER = ".incoming";

  private static final String LOCK = ".lock";

  /**
   * Tells this process from all others. To open a lock file of its own a second time would give up
   * the lock when that is closed (fcntl), so those are not touched.
   */
  private static final String PROCESS =
      ProcessHandle.current().pid()
          + "-"
          + ProcessHandle.current()
              .info()
              .startInstant()
              .map(start -> Long.toString(start.toEpochMilli()))
              .orElse("")
          + "-";

  private final Path folder;
  private final Path lockFile;
  private final FileChannel lock;

  private IncomingParts(Path folder, Path lockFile, FileChannel lock) {
    this.folder = folder;
    this.lockFile = lockFile;
    this.lock = lock;
  }

  /** A folder of its own for this process; removes those of processes that are dead. */
  public static IncomingParts open(DataDirectory directory) {
    try {
      Path all = Files.createDirectories(directory.uploads().resolve(FOLDER));
      sweep(all);
      while (true) {
        String name = PROCESS + UUID.randomUUID().toString().substring(0, 8);
        Path lockFile = all.resolve(name + LOCK);
        FileChannel channel =
            FileChannel.open(lockFile, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        // Whoever sweeps may have found the file before it was locked.
        if (channel.tryLock() != null && Files.exists(lockFile)) {
          return new IncomingParts(Files.createDirectory(all.resolve(name)), lockFile, channel);
        }
        channel.close();
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The folder. */
  public Path folder() {
    return folder;
  }

  /** Removes the folders of processes that hold no lock any more. */
  static void sweep(Path all) throws IOException {
    List<Path> locks;
    try (Stream<Path> entries = Files.list(all)) {
      locks =
          entries
              .filter(IncomingParts::isLock)
              .filter(entry -> !entry.getFileName().toString().startsWith(PROCESS))
              .toList();
    }
    for (Path lockFile : locks) {
      try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE)) {
        if (channel.tryLock() != null) {
          remove(lockFile);
        }
      } catch (NoSuchFileException | OverlappingFileLockException other) {
        LOG.debug("Another sweep has [{}]", lockFile, other);
      }
    }
  }

  static boolean isLock(Path file) {
    return file.getFileName().toString().endsWith(LOCK);
  }

  /** The lock file goes last, so that what is left of a sweep that is killed is found again. */
  private static void remove(Path lockFile) throws IOException {
    String name = lockFile.getFileName().toString();
    Path folder = lockFile.resolveSibling(name.substring(0, name.length() - LOCK.length()));
    if (Files.exists(folder)) {
      FileTree.delete(folder);
    }
    Files.deleteIfExists(lockFile);
  }

  /** Removes the folder. */
  @Override
  public void close() {
    try (lock) {
      remove(lockFile);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
