package org.almagest.api;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.almagest.api.database.Database;
import org.almagest.api.database.ServiceLock;
import org.almagest.catalog.DataDirectory;

/**
 * A process of the service with a scripted engine: its role, then the data directory, whose
 * embedded database it shares.
 */
public final class NodeProcess {

  private NodeProcess() {}

  public static void main(String[] arguments) throws IOException {
    DataDirectory directory = new DataDirectory(Path.of(arguments[1]));
    ServiceSettings settings =
        ServiceSettings.load(
            Optional.empty(),
            Map.of(
                "almagest.server.role", arguments[0],
                "almagest.server.port", "0",
                "almagest.jobs.lease", "3s",
                "almagest.jobs.attempts", "20",
                "almagest.jobs.sweep-interval", "2s"));
    try (ServiceLock lock = ServiceLock.join(directory);
        Database database = Database.open(directory, settings.database());
        RunningService service =
            JobApiApplication.start(
                settings,
                new ServiceParts(
                    directory,
                    directory.temporary(),
                    database.dataSource(),
                    new ScriptedEngine(),
                    List::of,
                    UnaryOperator.identity(),
                    Map::of))) {
      lock.announce(service.url());
      System.out.write((service.url() + "\n").getBytes(StandardCharsets.UTF_8));
      System.out.flush();
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }
}
