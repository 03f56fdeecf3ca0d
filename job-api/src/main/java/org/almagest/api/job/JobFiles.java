package org.almagest.api.job;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Results of jobs as files: {@code results/JOB/NAME-ATTEMPT.EXTENSION}. A file has its name once it
 * is complete; an attempt that fails leaves nothing.
 */
public final class JobFiles {
  private final Path root;

  /** Over a folder that holds one for each job. */
  public JobFiles(Path root) {
    this.root = root;
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
      try (FileOutputStream file = new FileOutputStream(partial.toFile());
          OutputStream out = new BufferedOutputStream(file, 1 << 16)) {
        contents.writeTo(out);
        out.flush();
        // A completed job must have its result after a power failure too.
        file.getFD().sync();
      }
      long bytes = Files.size(partial);
      attempt.discardIfUnseen(() -> discard(job, name));
      Files.move(partial, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
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
    try (Stream<Path> tree = Files.walk(root.resolve(job))) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (NoSuchFileException gone) {
      // Nothing is left to remove.
      return;
    } catch (UncheckedIOException failure) {
      if (!(failure.getCause() instanceof NoSuchFileException)) {
        throw failure;
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
