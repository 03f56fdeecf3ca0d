package org.almagest.engine;

import org.almagest.catalog.Catalog;
import org.almagest.catalog.CatalogTable;

/**
 * Tables whose files are written for the queries that read them, and stay as long as one does.
 * Others are always there.
 */
public interface MadeTables {

  /** No table is made for a query. */
  MadeTables NONE =
      new MadeTables() {
        @Override
        public boolean has(CatalogTable table) {
          return false;
        }

        @Override
        public Hold hold(Catalog catalog) {
          return () -> {};
        }
      };

  /** Whether the files of a table are made. */
  boolean has(CatalogTable table);

  /**
   * Writes the files of the tables of a catalog if they are not there, and keeps them.
   *
   * @return keeps them until it is closed
   */
  Hold hold(Catalog catalog);

  /** Keeps files. */
  interface Hold extends AutoCloseable {
    @Override
    void close();
  }
}
