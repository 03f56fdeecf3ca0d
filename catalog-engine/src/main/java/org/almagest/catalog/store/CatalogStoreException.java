package org.almagest.catalog.store;

/** The database did not answer, or refused. */
public final class CatalogStoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CatalogStoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
