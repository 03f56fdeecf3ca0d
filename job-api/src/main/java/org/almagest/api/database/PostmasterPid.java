package org.almagest.api.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a server wrote about itself in its folder (PostgreSQL 17, {@code pidfile.h}). The file
 * outlives a server that was killed.
 */
record PostmasterPid(long pid, int port) {

  /** The server of that folder, if the process that the file names is alive and is a server. */
  static Optional<PostmasterPid> read(Path cluster) throws IOException {
    List<String> lines;
    try {
      lines = Files.readAllLines(cluster.resolve("postmaster.pid"));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
    if (lines.size() < 4) {
      return Optional.empty();
    }
    try {
      PostmasterPid found =
          new PostmasterPid(
              Long.parseLong(lines.get(0).strip()), Integer.parseInt(lines.get(3).strip()));
      return found.process().map(process -> found);
    } catch (NumberFormatException damaged) {
      return Optional.empty();
    }
  }

  /** The process, unless its number has passed on to a program that is no server. */
  Optional<ProcessHandle> process() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(
            handle -> handle.info().command().map(path -> path.endsWith("postgres")).orElse(false));
  }
}
