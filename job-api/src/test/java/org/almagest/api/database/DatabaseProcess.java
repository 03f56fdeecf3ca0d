package org.almagest.api.database;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.almagest.catalog.DataDirectory;

/** Opens a database, says so, and closes it when its standard input ends. */
final class DatabaseProcess {

  private DatabaseProcess() {}

  public static void main(String[] arguments) throws IOException {
    DataDirectory directory = new DataDirectory(Path.of(arguments[0]));
    try (Database database = Database.open(directory, DatabaseSettings.embedded())) {
      System.out.write("open\n".getBytes(StandardCharsets.UTF_8));
      System.out.flush();
      System.in.transferTo(OutputStream.nullOutputStream());
      if (database.dataSource() == null) {
        throw new IllegalStateException("closed");
      }
    }
  }
}
