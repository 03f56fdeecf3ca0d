package org.almagest.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * Makes files outlive a power failure. A commit that shows files comes after one of these calls: a
 * file that was written and closed, whoever wrote it, is in the memory of the machine alone, and so
 * is its name in its folder.
 */
public final class DurableFiles {
  private final Forcing forcing;

  /** Brings one file, or the names in one folder, to the disk, and returns once they are there. */
  @FunctionalInterface
  public interface Forcing {
    /** Does so. */
    void force(Path path) throws IOException;
  }

  /**
   * With another way to the disk.
   *
   * @param forcing is called for each file and each folder
   */
  public DurableFiles(Forcing forcing) {
    this.forcing = forcing;
  }

  /** On the disks of this machine (fsync). */
  public static DurableFiles onDisk() {
    return new DurableFiles(DurableFiles::fsync);
  }

  /** Linux and macOS open folders to read, and bring to the disk what other handles wrote. */
  private static void fsync(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /**
   * A file or a folder with all that is in it, and its name.
   *
   * @param root a folder above it that is known to be on the disk; those between may be new. One
   *     that is not new costs next to nothing
   */
  public void keep(Path written, Path root) throws IOException {
    Files.walkFileTree(
        written,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            forcing.force(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            forcing.force(folder);
            return FileVisitResult.CONTINUE;
          }
        });
    keepName(written, root);
  }

  /**
   * The name of a file or a folder, such as one that was moved there or written to the disk by its
   * writer.
   *
   * @param root a folder above it that is known to be on the disk
   */
  public void keepName(Path written, Path root) throws IOException {
    if (!written.startsWith(root) || written.equals(root)) {
      throw new IllegalArgumentException("[" + written + "] is not in [" + root + "]");
    }
    for (Path folder = written.getParent(); folder != null; folder = folder.getParent()) {
      forcing.force(folder);
      if (folder.equals(root)) {
        return;
      }
    }
  }
}
