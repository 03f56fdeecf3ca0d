package org.almagest.api.job;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.almagest.api.ScriptedEngine;
import org.almagest.api.ServiceSettings;
import org.almagest.api.database.Database;
import org.almagest.api.job.Workers.Neighbours;
import org.almagest.api.result.ResultStore;
import org.almagest.api.upload.Uploads;
import org.almagest.catalog.Catalog;
import org.almagest.catalog.DataDirectory;
import org.almagest.files.DurableFiles;
import org.almagest.userdb.UserTables;
import org.almagest.userdb.VersionTimes;

/** A worker of its own: data directory, then the address, role and password of the database. */
final class WorkerProcess {

  private WorkerProcess() {}

  public static void main(String[] arguments) throws IOException {
    DataDirectory directory = new DataDirectory(Path.of(arguments[0]));
    ServiceSettings settings =
        ServiceSettings.load(
            java.util.Optional.empty(),
            java.util.Map.of(
                "almagest.jobs.lease", "2s",
                "almagest.jobs.sweep-interval", "300ms",
                "almagest.jobs.async-workers", "1",
                "almagest.database.url", arguments[1],
                "almagest.database.user", arguments[2],
                "almagest.database.password", arguments[3]));
    try (Database database = Database.open(directory, settings.database());
        Jobs jobs =
            new Jobs(
                Workers.of(Neighbours.NONE, settings.jobs(), settings.queue()),
                settings.jobs(),
                settings.queue(),
                settings.limits(),
                database.dataSource(),
                new ScriptedEngine(),
                user -> new Catalog(List.of()),
                new ResultStore(directory, directory.temporary()),
                new UserTables(
                    database.dataSource(),
                    directory,
                    VersionTimes.of(settings.jobs().lease(), settings.jobs().sweepInterval()),
                    DurableFiles.onDisk()),
                new Uploads(directory, settings.uploads(), settings.limits()))) {
      System.out.write("working\n".getBytes(StandardCharsets.UTF_8));
      System.out.flush();
      System.in.transferTo(OutputStream.nullOutputStream());
      if (jobs.running() == null) {
        throw new IllegalStateException("closed");
      }
    }
  }
}
