package org.almagest.api.upload;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.almagest.api.error.DiskFull;
import org.almagest.api.error.ServiceException;
import org.almagest.api.error.ServiceException.Code;
import org.almagest.api.limit.LimitSettings;
import org.almagest.api.limit.PerClass;
import org.almagest.catalog.CatalogTable;
import org.almagest.catalog.DataDirectory;
import org.almagest.files.DurableFiles;
import org.almagest.files.FileTree;
import org.almagest.foreign.ForeignTableException;
import org.almagest.foreign.Gzip;

/**
 * Tables that users send along with queries. What comes inline is kept as it came in {@code
 * uploads/JOB} until the job has run; only then tables are made of it, which end with the run.
 */
public final class Uploads implements AutoCloseable {
  /** The schema of the tables in ADQL (TAP 1.1, section 2.7.6). */
  public static final String SCHEMA = "TAP_UPLOAD";

  private static final String EMPTY = "is empty: send a table";

  private static final Duration FORGOTTEN = Duration.ofHours(1);

  private final Path data;
  private final Path root;
  private final Path incoming;
  private final PerClass<UploadSettings> limits;
  private final RemoteTables remote;

  /** Over the uploads of a data directory. */
  public Uploads(DataDirectory directory, UploadSettings settings, LimitSettings classes) {
    this.data = directory.root();
    this.root = directory.uploads();
    this.incoming = root.resolve(IncomingParts.FOLDER);
    this.limits = settings.perClass(classes);
    this.remote = new RemoteTables(settings);
  }

  /**
   * Keeps the parts of a request that the tables of a job come from.
   *
   * @param userClass of the user who sends them
   * @throws ServiceException if they are too many or too large
   */
  public void receive(String job, String userClass, List<UploadSource> sources, UploadParts parts) {
    checkCount(sources, limits.of(userClass));
    ByteLimit limit = new ByteLimit(limits.of(userClass).size().toBytes());
    try {
      for (UploadSource source : sources) {
        Optional<InputStream> found =
            source.part().isPresent() ? parts.open(source.part().get()) : Optional.empty();
        if (found.isPresent()) {
          try (InputStream in = found.get()) {
            limit.copy(in, raw(Files.createDirectories(root.resolve(job)), source), () -> {});
          }
        }
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /**
   * Brings what was received to the disk, for a job that may run after a power failure.
   *
   * @throws UncheckedIOException if the disk fails
   */
  public void keep(String job) {
    Path folder = root.resolve(job);
    if (Files.isDirectory(folder)) {
      try {
        DurableFiles.onDisk().keep(folder, data);
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }

  /**
   * Makes tables for a run of a job's query.
   *
   * @param userClass of the user who sent them
   * @param attempt tells runs of a job apart
   * @param check called now and then; may throw to stop it
   * @throws ServiceException saying which table cannot be had or read
   */
  public OpenUploads open(
      String job, String userClass, int attempt, List<UploadSource> sources, Runnable check) {
    UploadSettings settings = limits.of(userClass);
    checkCount(sources, settings);
    List<CatalogTable> tables = new ArrayList<>();
    List<Path> folders = new ArrayList<>();
    ByteLimit limit = new ByteLimit(settings.size().toBytes());
    boolean complete = false;
    try {
      for (UploadSource source : sources) {
        Path folder = root.resolve(job).resolve(folded(source) + "-" + attempt);
        folders.add(folder);
        Files.createDirectories(folder);
        Path kept = raw(root.resolve(job), source);
        try (TableTarget target = new TableTarget(source.table(), folder, settings, check)) {
          tables.add(table(source, kept, folder, limit, target, check));
        }
      }
      complete = true;
      return new OpenUploads(tables, folders);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } finally {
      if (!complete) {
        new OpenUploads(List.of(), folders).close();
      }
    }
  }

  private static void checkCount(List<UploadSource> sources, UploadSettings settings) {
    if (sources.size() > settings.tables()) {
      throw new ServiceException(
          Code.TOO_LARGE,
          "UPLOAD has " + sources.size() + " tables, more than the limit of " + settings.tables());
    }
  }

  private CatalogTable table(
      UploadSource source,
      Path kept,
      Path folder,
      ByteLimit limit,
      TableTarget target,
      Runnable check)
      throws IOException {
    Path file = kept;
    if (source.part().isEmpty()) {
      file = folder.resolve("fetched");
      remote.fetch(source.uri(), file, limit, check);
    } else if (Files.isRegularFile(file)) {
      limit.take(Files.size(file));
    } else {
      throw new ServiceException(
          Code.BAD_PARAMETER,
          "UPLOAD takes ["
              + source.table()
              + "] from the part ["
              + source.part().get()
              + "] of the request, which has none of that name: send it as multipart/form-data");
    }
    try {
      read(file, folder.resolve("unpacked"), limit, target, check);
      return target.table();
    } finally {
      Files.deleteIfExists(folder.resolve("fetched"));
      Files.deleteIfExists(folder.resolve("unpacked"));
    }
  }

  private static void read(
      Path packed, Path unpacked, ByteLimit limit, TableTarget target, Runnable check)
      throws IOException {
    Path file = packed;
    if (Files.size(packed) == 0) {
      throw target.bad(EMPTY);
    }
    try {
      if (Gzip.isPacked(packed)) {
        limit.giveBack(Files.size(packed));
        try (InputStream in = Gzip.open(packed)) {
          limit.copy(in, unpacked, check);
        }
        file = unpacked;
      }
      if (UploadFormat.isBlank(file)) {
        throw target.bad(EMPTY);
      }
      UploadFormat.of(file).read(file, limit, target);
    } catch (ForeignTableException refused) {
      throw target.refused(refused);
    } catch (EOFException | ZipException failure) {
      throw target.bad("is not complete or damaged: " + outward(failure, file), failure);
    } catch (IOException failure) {
      if (DiskFull.causes(failure)) {
        throw new UncheckedIOException(failure);
      }
      throw target.bad("cannot be read: " + outward(failure, file), failure);
    }
  }

  /** Where the file lies is nobody's business. */
  private static String outward(IOException failure, Path file) {
    return String.valueOf(failure.getMessage()).replace(file.toString(), "the file");
  }

  private static Path raw(Path folder, UploadSource source) {
    return folder.resolve(folded(source) + ".raw");
  }

  private static String folded(UploadSource source) {
    return source.table().toLowerCase(Locale.ROOT);
  }

  /** Removes all that a job has, whether there is something or not. */
  public void delete(String job) {
    try {
      FileTree.delete(root.resolve(job));
    } catch (NoSuchFileException gone) {
      return;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /**
   * Removes what processes that died have left.
   *
   * @param isOver tells whether a job has ended, or is not known
   */
  public void sweep(Predicate<String> isOver) {
    // One that cannot be removed must not keep the others.
    IOException failure = new IOException("Uploads of jobs that are over cannot be removed");
    try {
      for (Path folder : inside(root)) {
        String job = folder.getFileName().toString();
        try {
          if (!job.equals(IncomingParts.FOLDER) && isOver.test(job)) {
            delete(job);
          }
        } catch (UncheckedIOException stays) {
          failure.addSuppressed(stays);
        }
      }
      sweepIncoming();
      if (failure.getSuppressed().length > 0) {
        throw failure;
      }
    } catch (NoSuchFileException gone) {
      return;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private void sweepIncoming() throws IOException {
    if (!Files.isDirectory(incoming)) {
      return;
    }
    IncomingParts.sweep(incoming);
    // An earlier version kept the parts of all processes in one place.
    Instant oldest = Instant.now().minus(FORGOTTEN);
    for (Path file : inside(incoming)) {
      if (Files.isRegularFile(file)
          && !IncomingParts.isLock(file)
          && Files.getLastModifiedTime(file).toInstant().isBefore(oldest)) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static List<Path> inside(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.toList();
    }
  }

  @Override
  public void close() {
    remote.close();
  }
}
