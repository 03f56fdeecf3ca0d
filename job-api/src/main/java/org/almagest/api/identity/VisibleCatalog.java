package org.almagest.api.identity;

import org.almagest.catalog.Catalog;

/** What somebody may query at this moment: releases, TAP_SCHEMA, own tables. */
@FunctionalInterface
public interface VisibleCatalog {

  /** The catalog of that principal. */
  Catalog of(Principal principal);
}
