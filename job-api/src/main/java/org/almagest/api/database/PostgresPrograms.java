package org.almagest.api.database;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.almagest.api.database.DatabaseException.Code;
import org.almagest.files.FileTree;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** The programs of PostgreSQL, unpacked once from the class path. */
final class PostgresPrograms {
  private final Path home;

  private PostgresPrograms(Path home) {
    this.home = home;
  }

  /**
   * Unpacks them where they are missing.
   *
   * @throws DatabaseException if there are none for this machine
   */
  static PostgresPrograms in(Path folder) throws IOException {
    Path home = folder.resolve("programs");
    if (!Files.exists(home)) {
      Path fresh = folder.resolve("programs.new");
      FileTree.delete(fresh);
      unpack(fresh);
      Files.move(fresh, home);
    }
    return new PostgresPrograms(home);
  }

  private static void unpack(Path target) throws IOException {
    String system = System.getProperty("os.name").startsWith("Mac") ? "Darwin" : "Linux";
    String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    try (InputStream archive =
            DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
                system, machine.equals("amd64") ? "x86_64" : machine);
        TarArchiveInputStream entries =
            new TarArchiveInputStream(
                new XZCompressorInputStream(new BufferedInputStream(archive)))) {
      for (TarArchiveEntry entry = entries.getNextEntry();
          entry != null;
          entry = entries.getNextEntry()) {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
          throw new IOException("The archive of PostgreSQL leaves its folder: " + entry.getName());
        }
        write(entry, entries, path);
      }
    } catch (IllegalStateException none) {
      throw new DatabaseException(
          Code.START_FAILED,
          "There is no embedded PostgreSQL for this machine: set almagest.database.url",
          none);
    }
  }

  private static void write(TarArchiveEntry entry, InputStream content, Path path)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      return;
    }
    Files.createDirectories(path.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
    } else {
      Files.copy(content, path, StandardCopyOption.REPLACE_EXISTING);
      if ((entry.getMode() & 0100) != 0) {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    }
  }

  Path path(String program) {
    return home.resolve("bin").resolve(program);
  }

  /**
   * Runs a program to its end.
   *
   * @throws DatabaseException with what it printed, if it fails
   */
  void run(String program, List<String> arguments, Duration timeout) throws IOException {
    List<String> command = new ArrayList<>();
    // The server refuses to run as root; in a user namespace of its own it is nobody.
    if ("root".equals(System.getProperty("user.name"))) {
      command.addAll(List.of("unshare", "-U"));
    }
    command.add(path(program).toString());
    command.addAll(arguments);
    // A pipe would stay open as long as the server that pg_ctl leaves behind.
    Path output = Files.createTempFile(home.getParent(), program, ".out");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean ended = process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
      if (!ended || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new DatabaseException(
            Code.START_FAILED,
            program
                + (ended ? " failed: " : " did not end within " + timeout.toSeconds() + " s: ")
                + Files.readString(output, StandardCharsets.UTF_8).strip());
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new DatabaseException(
          Code.START_FAILED, program + " was interrupted before it ended", interrupted);
    } finally {
      Files.deleteIfExists(output);
    }
  }
}
