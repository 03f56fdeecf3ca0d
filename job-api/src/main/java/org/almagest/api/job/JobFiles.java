package org.almagest.api.job;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.almagest.files.DurableFiles;
import org.almagest.files.FileTree;

/**
 * Results of jobs as files: {@code results/JOB/NAME-ATTEMPT.EXTENSION}. A file has its name once it
 * is complete; an attempt that fails leaves nothing.
 */
public final class JobFiles {
  private final Path data;
  private final Path root;
  private final DurableFiles disk;

  /**
   * Over a folder that holds one for each job.
   *
   * @param data the folder above it that is known to be on the disk
   * @param disk is told of each complete file before it can be a job's result
   */
  public JobFiles(Path data, Path root, DurableFiles disk) {
    this.data = data;
    this.root = root;
    this.disk = disk;
  }

  /**
   * A complete file.
   *
   * @param name its name in the job's folder
   */
  public record Stored(String name, long bytes) {}

  /** Writes the contents of a file. */
  @FunctionalInterface
  public interface Contents {
    /** To its end; the stream is buffered, and not the contents' to close. */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes a result to its end. If the attempt does not publish it, it is removed.
   *
   * @param result its name in the list of the job's results
   * @param extension without the dot
   */
  public Stored write(Attempt attempt, String result, String extension, Contents contents)
      throws IOException {
    String job = attempt.job().id();
    Path folder = Files.createDirectories(root.resolve(job));
    // Two attempts may run at once for a moment, after a lease has lapsed.
    String name = result + "-" + attempt.job().attempts() + "." + extension;
    Path partial = folder.resolve(name + ".part");
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(partial), 1 << 16)) {
        contents.writeTo(out);
      }
      long bytes = Files.size(partial);
      attempt.discardIfUnseen(() -> discard(job, name));
      Path complete = Files.move(partial, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
      // A completed job must have its result after a power failure too.
      disk.keep(complete, data);
      return new Stored(name, bytes);
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  /** The file of a result, if it is still there. */
  public Optional<Path> file(String job, String name) {
    Path file = root.resolve(job).resolve(name);
    return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
  }

  /** Removes one file, whether it is there or not. */
  private void discard(String job, String name) {
    try {
      Files.deleteIfExists(root.resolve(job).resolve(name));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Removes all files of a job. */
  void delete(String job) {
    try {
      FileTree.delete(root.resolve(job));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
