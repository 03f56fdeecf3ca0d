package org.almagest.catalog;

/** A place where one version of a table is; a table may be at several. */
public sealed interface Placement permits FilePlacement, ServerPlacement {

  /** The place in words, for messages to the operator. */
  String location();
}
