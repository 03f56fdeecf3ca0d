package org.almagest.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.almagest.api.database.Database;
import org.almagest.api.database.DatabaseSettings;
import org.almagest.catalog.DataDirectory;

/** One real database for all tests of this JVM; it ends with the JVM. */
public final class TestDatabase {

  private TestDatabase() {}

  public static Database shared() {
    return Holder.DATABASE;
  }

  private static final class Holder {
    static final Database DATABASE = open();

    private static Database open() {
      try {
        Database database =
            Database.open(
                new DataDirectory(Files.createTempDirectory("almagest-database")),
                DatabaseSettings.embedded());
        Runtime.getRuntime().addShutdownHook(new Thread(database::close));
        return database;
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }
}
