package org.almagest.cli;

import org.almagest.api.ServiceSettings;
import org.almagest.api.database.Database;
import org.almagest.catalog.DataDirectory;
import org.almagest.catalog.store.CatalogStore;
import org.almagest.register.Registration;

/** What registering needs of a data directory: its database, no engine. */
final class Registry implements AutoCloseable {

  private final Database database;
  private final Registration registration;

  private Registry(Database database, Registration registration) {
    this.database = database;
    this.registration = registration;
  }

  /** Opens the database, starting the embedded one if need be. */
  static Registry open(DataDirectory data, ServiceSettings settings) {
    Database database = Database.open(data, settings.database());
    return new Registry(
        database, new Registration(data, new CatalogStore(database.dataSource(), data)));
  }

  Registration registration() {
    return registration;
  }

  @Override
  public void close() {
    database.close();
  }
}
