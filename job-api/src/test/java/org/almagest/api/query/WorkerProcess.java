package org.almagest.api.query;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.almagest.api.ServiceSettings;
import org.almagest.api.database.Database;
import org.almagest.api.job.Workers;
import org.almagest.api.job.Workers.Neighbours;
import org.almagest.catalog.DataDirectory;

/** A worker of its own: data directory, then the address, role and password of the database. */
public final class WorkerProcess {

  private WorkerProcess() {}

  public static void main(String[] arguments) throws IOException {
    DataDirectory directory = new DataDirectory(Path.of(arguments[0]));
    ServiceSettings settings =
        ServiceSettings.load(
            java.util.Optional.empty(),
            java.util.Map.of(
                "almagest.jobs.lease",
                "2s",
                "almagest.jobs.sweep-interval",
                "300ms",
                "almagest.jobs.async-workers",
                "1",
                "almagest.database.url",
                arguments[1],
                "almagest.database.user",
                arguments[2],
                "almagest.database.password",
                arguments[3]));
    try (Database database = Database.open(directory, settings.database());
        QueryService service =
            new QueryService(
                Workers.of(Neighbours.NONE, settings.jobs(), settings.queue()),
                settings,
                database.dataSource(),
                directory)) {
      System.out.write("working\n".getBytes(StandardCharsets.UTF_8));
      System.out.flush();
      System.in.transferTo(OutputStream.nullOutputStream());
      if (service.jobs().running() == null) {
        throw new IllegalStateException("closed");
      }
    }
  }
}
