package org.almagest.api.job;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.almagest.api.TestDatabase;

/**
 * A way to the shared PostgreSQL that can be shut: who is connected through it is cut off, and who
 * connects is refused.
 */
public final class DatabaseGate implements AutoCloseable {
  private final ServerSocket gate;
  private final int server;
  private final HikariDataSource pool;
  private final List<Closeable> open = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile boolean shut;

  public DatabaseGate() throws IOException {
    HikariDataSource shared = (HikariDataSource) TestDatabase.shared().dataSource();
    this.server = URI.create(shared.getJdbcUrl().substring("jdbc:".length())).getPort();
    this.gate = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:postgresql://127.0.0.1:" + gate.getLocalPort() + "/postgres");
    config.setUsername(shared.getUsername());
    config.setPassword(shared.getPassword());
    config.setConnectionTimeout(1_000);
    this.pool = new HikariDataSource(config);
  }

  public HikariDataSource dataSource() {
    return pool;
  }

  /** The database goes away. */
  public void shut() throws IOException {
    shut = true;
    for (Closeable socket : open) {
      socket.close();
    }
    open.clear();
  }

  /** It is back. */
  public void open() {
    shut = false;
  }

  private void accept() {
    try {
      while (true) {
        Socket client = gate.accept();
        if (shut) {
          client.close();
          continue;
        }
        Socket behind = new Socket(InetAddress.getLoopbackAddress(), server);
        open.addAll(List.of(client, behind));
        threads.execute(() -> copy(client, behind));
        threads.execute(() -> copy(behind, client));
      }
    } catch (IOException closed) {
      threads.shutdownNow();
    }
  }

  private static void copy(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException cut) {
      // As the client sees for itself.
      return;
    }
  }

  @Override
  public void close() throws IOException {
    shut();
    pool.close();
    gate.close();
  }
}
