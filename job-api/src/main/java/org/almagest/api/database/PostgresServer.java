package org.almagest.api.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.almagest.api.database.DatabaseException.Code;
import org.almagest.files.DurableFiles;
import org.almagest.files.FileTree;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * One server process over one cluster folder. Its state is what the folder and the machine say: no
 * memory of its own is trusted, since the process that started it may have been killed.
 */
final class PostgresServer {
  private static final Logger LOG = LogManager.getLogger(PostgresServer.class);
  private static final String USER = "almagest";

  /** On a busy machine a healthy server may be late, and others use it. */
  private static final Duration SILENCE = Duration.ofSeconds(10);

  private static final Duration ASK_AGAIN = Duration.ofMillis(200);
  private static final String NOT_YET =
      "PostgreSQL %d of [%s] lives but is not ready after %d s, and is left to recover: try again"
          + " later, or set a longer almagest.database.start-timeout";
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

  private final Path folder;
  private final Path cluster;
  private final Path passwordFile;
  private final Duration startTimeout;

  /**
   * @param folder holds the binaries, the cluster, the log and the password
   */
  PostgresServer(Path folder, Duration startTimeout) {
    this.folder = folder;
    this.cluster = folder.resolve("cluster");
    this.passwordFile = folder.resolve("password");
    this.startTimeout = startTimeout;
  }

  /** How to connect. */
  record Address(int port, String user, String password) {
    String url() {
      return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }
  }

  /**
   * The running server if it is healthy, be it after its recovery; else a new one. The caller holds
   * the start lock.
   */
  Address adoptOrStart() throws IOException {
    Optional<PostmasterPid> running = PostmasterPid.read(cluster);
    if (running.isPresent()) {
      Address address = new Address(running.get().port(), USER, password());
      if (isHealthy(running.get(), address)) {
        return address;
      }
      stop();
    }
    PostgresPrograms programs = PostgresPrograms.in(folder);
    endLeftovers(programs);
    // A process that nobody has reaped (a container without an init) would pass for the server.
    Files.deleteIfExists(cluster.resolve("postmaster.pid"));
    if (!Files.exists(cluster.resolve("PG_VERSION"))) {
      create(programs);
    }
    return start(programs);
  }

  /**
   * Waits until the server answers, or has ended, or is silent for too long. One that says that it
   * starts is never given up: stopped in its recovery, it would have to begin it again.
   */
  private boolean isHealthy(PostmasterPid server, Address address) {
    Instant late = Instant.now().plus(startTimeout);
    Instant heard = Instant.now();
    while (true) {
      PostgresAnswer answer = PostgresAnswer.of(address);
      if (answer == PostgresAnswer.READY) {
        return true;
      }
      Instant now = Instant.now();
      if (answer == PostgresAnswer.NOT_YET) {
        heard = now;
        if (now.isAfter(late)) {
          throw new DatabaseException(
              Code.START_FAILED,
              NOT_YET.formatted(server.pid(), cluster, startTimeout.toSeconds()));
        }
      } else if (now.isAfter(heard.plus(SILENCE))) {
        LOG.warn("PostgreSQL {} of [{}] does not answer: it is stopped", server.pid(), cluster);
        return false;
      }
      if (server.process().map(process -> ended(process, ASK_AGAIN)).orElse(true)) {
        return false;
      }
    }
  }

  private void create(PostgresPrograms programs) throws IOException {
    // A killed run may have left half a cluster, without the file that completes it.
    Path fresh = folder.resolve("cluster.new");
    FileTree.delete(fresh);
    FileTree.delete(cluster);
    writePassword();
    programs.run(
        "initdb",
        List.of(
            "--auth=scram-sha-256",
            "--username=" + USER,
            "--pwfile=" + passwordFile,
            "--encoding=UTF8",
            "--locale=C",
            "--pgdata=" + fresh),
        startTimeout);
    DurableFiles disk = DurableFiles.onDisk();
    disk.keep(passwordFile, folder);
    // Its files are there by initdb itself.
    disk.keepName(Files.move(fresh, cluster), folder);
  }

  private void writePassword() throws IOException {
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    Files.deleteIfExists(passwordFile);
    Files.createFile(
        passwordFile,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(passwordFile, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
  }

  private String password() throws IOException {
    return Files.exists(passwordFile) ? Files.readString(passwordFile).strip() : "";
  }

  private Address start(PostgresPrograms programs) throws IOException {
    int port = port();
    // Before the start: whoever gives up waiting leaves a server that uses it.
    Files.writeString(portFile(), Integer.toString(port));
    programs.run(
        "pg_ctl",
        List.of(
            "start",
            "--wait",
            "--timeout=" + startTimeout.toSeconds(),
            "--pgdata=" + cluster,
            "--log=" + folder.resolve("server.log"),
            "--options=-p "
                + port
                + " -c listen_addresses=127.0.0.1 -c unix_socket_directories="
                + " -c max_connections=200 -c shared_buffers=128MB -c logging_collector=off"),
        startTimeout.plusSeconds(10));
    Address address = new Address(port, USER, password());
    Optional<PostmasterPid> started = PostmasterPid.read(cluster);
    if (started.isEmpty() || !isHealthy(started.get(), address)) {
      throw new DatabaseException(
          Code.START_FAILED,
          "PostgreSQL started on port "
              + port
              + " but does not answer: see ["
              + folder.resolve("server.log")
              + "]");
    }
    return address;
  }

  private Path portFile() {
    return folder.resolve("port");
  }

  /** The port of the last time if it is free: who was connected then can be so again. */
  private int port() throws IOException {
    if (Files.exists(portFile())) {
      int last = Integer.parseInt(Files.readString(portFile()).strip());
      try (ServerSocket socket = new ServerSocket(last, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException taken) {
        LOG.info("Port {} is another program's by now; the database takes a new one", last);
      }
    }
    return freePort();
  }

  /** Whether its process lives. */
  boolean isRunning() throws IOException {
    return PostmasterPid.read(cluster).flatMap(PostmasterPid::process).isPresent();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Stops the server: politely, then by force. Does nothing if none runs. */
  void stop() throws IOException {
    Optional<ProcessHandle> process = PostmasterPid.read(cluster).flatMap(PostmasterPid::process);
    if (process.isEmpty()) {
      return;
    }
    // SIGINT is a "fast" stop: it does not wait for clients, and needs no role.
    new ProcessBuilder("kill", "-INT", Long.toString(process.get().pid()))
        .redirectErrorStream(true)
        .start();
    if (!ended(process.get(), STOP_TIMEOUT)) {
      process.get().destroyForcibly();
      if (!ended(process.get(), STOP_TIMEOUT)) {
        throw new DatabaseException(
            Code.START_FAILED,
            "PostgreSQL " + process.get().pid() + " of [" + cluster + "] cannot be stopped");
      }
    }
  }

  /**
   * Ends what a server that was killed left: a process of it that is still at work holds the shared
   * memory, with which no new server starts.
   */
  private static void endLeftovers(PostgresPrograms programs) throws IOException {
    String executable = programs.path("postgres").toRealPath().toString();
    List<ProcessHandle> leftovers =
        ProcessHandle.allProcesses()
            .filter(process -> process.info().command().map(executable::equals).orElse(false))
            .toList();
    leftovers.forEach(ProcessHandle::destroyForcibly);
    for (ProcessHandle leftover : leftovers) {
      if (!ended(leftover, STOP_TIMEOUT)) {
        LOG.warn("Process {} of a PostgreSQL that is gone does not end", leftover.pid());
      }
    }
  }

  private static boolean ended(ProcessHandle process, Duration timeout) {
    try {
      process.onExit().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException late) {
      return !process.isAlive();
    }
  }
}
