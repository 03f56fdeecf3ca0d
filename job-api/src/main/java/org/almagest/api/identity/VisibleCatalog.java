package org.almagest.api.identity;

import org.almagest.catalog.Catalog;

/** What a user may query at this moment: releases, TAP_SCHEMA, the user's own tables. */
@FunctionalInterface
public interface VisibleCatalog {

  /** The catalog of that user. */
  Catalog of(User user);
}
