package org.almagest.api.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.almagest.api.database.DatabaseException.Code;
import org.almagest.catalog.DataDirectory;
import org.almagest.files.DurableFiles;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * A share in the embedded server of a data directory. Every process that uses the server holds a
 * shared lock on the file {@code users}; whoever starts or stops it holds the file {@code start}
 * exclusively. The last user stops the server. A process that was killed leaves the server running:
 * the locks went with the process, and the next one adopts the server.
 *
 * <p>The server listens on 127.0.0.1 alone, at a free port; its role has a random password, kept in
 * a file that only the owner of the data directory can read.
 */
final class EmbeddedServer implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger(EmbeddedServer.class);

  private final Path folder;
  private final PostgresServer server;
  private final FileChannel users;
  private final FileLock share;
  private final PostgresServer.Address address;

  private volatile boolean closing;

  /** Starts the server again if it dies before those who use it. */
  private final ScheduledExecutorService keeper =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "database-keeper");
            thread.setDaemon(true);
            return thread;
          });

  private EmbeddedServer(
      Path folder,
      PostgresServer server,
      FileChannel users,
      FileLock share,
      PostgresServer.Address address) {
    this.folder = folder;
    this.server = server;
    this.users = users;
    this.share = share;
    this.address = address;
    var unused = keeper.scheduleWithFixedDelay(this::revive, 1, 1, TimeUnit.SECONDS);
  }

  static EmbeddedServer join(DataDirectory directory, Duration startTimeout) {
    Path folder = directory.postgres();
    try {
      Files.createDirectories(folder);
      DurableFiles.onDisk().keepName(folder, directory.root());
      PostgresServer server = new PostgresServer(folder, startTimeout);
      try (FileChannel start = open(folder.resolve("start"))) {
        start.lock();
        FileChannel users = open(folder.resolve("users"));
        try {
          FileLock share = users.lock(0, Long.MAX_VALUE, true);
          PostgresServer.Address address = server.adoptOrStart();
          return new EmbeddedServer(folder, server, users, share, address);
        } catch (IOException | RuntimeException failure) {
          users.close();
          throw failure;
        }
      }
    } catch (OverlappingFileLockException twice) {
      throw new DatabaseException(
          Code.DIRECTORY_IN_USE,
          "This process already uses the database in [" + folder + "]",
          twice);
    } catch (IOException failure) {
      throw new DatabaseException(
          Code.DIRECTORY_UNUSABLE,
          "The database in [" + folder + "] cannot be used: " + failure.getMessage(),
          failure);
    }
  }

  private void endKeeper() {
    closing = true;
    keeper.shutdown();
    try {
      if (!keeper.awaitTermination(1, TimeUnit.MINUTES)) {
        LOG.warn("PostgreSQL of [{}] was about to be started again", folder);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private void revive() {
    try {
      if (server.isRunning()) {
        return;
      }
      try (FileChannel start = open(folder.resolve("start"));
          FileLock turn = start.lock()) {
        if (turn.isValid() && !closing && !server.isRunning()) {
          LOG.warn("PostgreSQL of [{}] is gone: it is started again", folder);
          server.adoptOrStart();
        }
      }
    } catch (IOException | RuntimeException failure) {
      LOG.error("PostgreSQL of [{}] does not start again", folder, failure);
    }
  }

  String url() {
    return address.url();
  }

  String user() {
    return address.user();
  }

  String password() {
    return address.password();
  }

  @Override
  public void close() {
    endKeeper();
    try (FileChannel start = open(folder.resolve("start"))) {
      start.lock();
      share.release();
      try (FileChannel closing = users) {
        Optional<FileLock> alone = Optional.ofNullable(closing.tryLock());
        if (alone.isPresent()) {
          server.stop();
        }
      }
    } catch (IOException failure) {
      throw new DatabaseException(
          Code.DIRECTORY_UNUSABLE,
          "The database in [" + folder + "] cannot be closed: " + failure.getMessage(),
          failure);
    }
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(
        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }
}
