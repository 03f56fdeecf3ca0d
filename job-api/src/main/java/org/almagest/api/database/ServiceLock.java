package org.almagest.api.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.almagest.api.database.DatabaseException.Code;
import org.almagest.catalog.DataDirectory;
import org.jspecify.annotations.Nullable;

/**
 * The right of one service to a data directory: a lock on {@code service.lock}, which goes with the
 * process however it ends. The file names the owner's process and address.
 */
public final class ServiceLock implements AutoCloseable {
  private final Path file;
  private final FileChannel channel;

  private ServiceLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Takes the lock.
   *
   * @param address where the service will listen
   * @throws DatabaseException naming process and address, if another service holds it
   */
  public static ServiceLock acquire(DataDirectory directory, String address) {
    ServiceLock held = lock(directory, Share.ALONE);
    held.announce(address);
    return held;
  }

  /**
   * Takes a part of the lock: others may take theirs, and nobody has the whole.
   *
   * @throws DatabaseException if a service holds the whole lock
   */
  public static ServiceLock join(DataDirectory directory) {
    return lock(directory, Share.WITH_OTHERS);
  }

  private enum Share {
    ALONE,
    WITH_OTHERS
  }

  private static ServiceLock lock(DataDirectory directory, Share share) {
    Path file = directory.root().resolve("service.lock");
    try {
      Files.createDirectories(directory.root());
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      FileLock lock = lockOf(channel, share);
      if (lock == null) {
        channel.close();
        throw new DatabaseException(
            Code.DIRECTORY_IN_USE,
            "The data directory ["
                + directory.root()
                + "] is in use by another service (last said: "
                + Files.readString(file).strip()
                + "): stop it, or name another directory with --data-dir");
      }
      return new ServiceLock(file, channel);
    } catch (IOException failure) {
      throw new DatabaseException(
          Code.DIRECTORY_UNUSABLE,
          "The data directory [" + directory.root() + "] cannot be used: " + failure.getMessage(),
          failure);
    }
  }

  /** Where the service of a data directory listens; empty if none runs, or not yet. */
  public static Optional<String> address(DataDirectory directory) {
    Path file = directory.root().resolve("service.lock");
    if (!Files.isReadable(file)) {
      return Optional.empty();
    }
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      FileLock lock = lockOf(channel, Share.ALONE);
      if (lock != null) {
        return Optional.empty();
      }
      String text = Files.readString(file).strip();
      String address = text.substring(text.lastIndexOf(' ') + 1);
      return address.startsWith("http") ? Optional.of(address) : Optional.empty();
    } catch (IOException failure) {
      throw new DatabaseException(
          Code.DIRECTORY_UNUSABLE, "[" + file + "] cannot be read", failure);
    }
  }

  private static @Nullable FileLock lockOf(FileChannel channel, Share share) throws IOException {
    try {
      return channel.tryLock(0, Long.MAX_VALUE, share == Share.WITH_OTHERS);
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    }
  }

  /** Writes another address into the file: the port is known once the service listens. */
  public void announce(String address) {
    byte[] text =
        ("process " + ProcessHandle.current().pid() + " at " + address + "\n")
            .getBytes(StandardCharsets.UTF_8);
    try {
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(text), 0);
    } catch (IOException failure) {
      throw new DatabaseException(
          Code.DIRECTORY_UNUSABLE, "[" + file + "] cannot be written", failure);
    }
  }

  /** Gives the directory back. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException failure) {
      throw new DatabaseException(
          Code.DIRECTORY_UNUSABLE, "[" + file + "] cannot be closed", failure);
    }
  }
}
