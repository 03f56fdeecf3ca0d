package org.almagest.api.result;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.almagest.catalog.DataDirectory;
import org.almagest.files.DurableFiles;
import org.almagest.files.FileTree;

/**
 * Results of jobs as files: {@code results/JOB/result-ATTEMPT.EXTENSION}. A file has its name once
 * it is complete; an attempt that fails leaves nothing.
 */
public final class ResultStore implements AutoCloseable {
  private final Path data;
  private final Path root;
  private final Path scratch;
  private final DurableFiles disk;
  private final EncodingThreads threads = new EncodingThreads();

  /**
   * Over the results of a data directory.
   *
   * @param scratch a folder for what is not complete, which somebody empties if the process is
   *     killed
   */
  public ResultStore(DataDirectory directory, Path scratch) {
    this(directory, scratch, DurableFiles.onDisk());
  }

  /**
   * The same with another way to the disk.
   *
   * @param disk is told of each complete file before it can be a job's result
   */
  ResultStore(DataDirectory directory, Path scratch, DurableFiles disk) {
    this.data = directory.root();
    this.root = directory.results();
    this.scratch = scratch;
    this.disk = disk;
  }

  /**
   * A complete file.
   *
   * @param name its name in the job's folder
   */
  public record Stored(String name, long bytes) {}

  /**
   * Writes a result to its end.
   *
   * @param attempt tells attempts at one job apart: two may run at once for a moment, after a lease
   *     has lapsed
   */
  public Stored write(
      String job, int attempt, ResultFormat format, Provenance provenance, LimitedRows rows)
      throws IOException {
    Path folder = Files.createDirectories(root.resolve(job));
    String name = "result-" + attempt + "." + format.fileExtension();
    Path partial = folder.resolve(name + ".part");
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(partial), 1 << 16)) {
        format.encoder(scratch, threads).encode(rows, provenance, out);
      }
      long bytes = Files.size(partial);
      Path complete =
          Files.move(partial, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
      // A completed job must have its result after a power failure too.
      disk.keep(complete, data);
      return new Stored(name, bytes);
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  /**
   * Writes a result to a client. The stream's own buffer decides when rows are sent: as long as it
   * is not full, an error can still take their place.
   */
  public void stream(ResultFormat format, Provenance provenance, LimitedRows rows, OutputStream out)
      throws IOException {
    format.encoder(scratch, threads).encode(rows, provenance, new UnflushedStream(out));
  }

  /** Stops encoding; results that are being written fail. */
  @Override
  public void close() {
    threads.close();
  }

  /** The file of a result, if it is still there. */
  public Optional<Path> file(String job, String name) {
    Path file = root.resolve(job).resolve(name);
    return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
  }

  /** Removes one file, whether it is there or not. */
  public void discard(String job, String name) {
    try {
      Files.deleteIfExists(root.resolve(job).resolve(name));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Removes all files of a job. */
  public void delete(String job) {
    try {
      FileTree.delete(root.resolve(job));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
