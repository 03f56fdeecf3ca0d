package org.almagest.engine;

import java.util.List;
import org.almagest.backend.BackendId;

/**
 * The chosen back end, and why.
 *
 * @param reasons sentences for the user, why this one and why not the others
 * @param estimatedRows rows that are left to read after pruning
 * @param estimatedBytes bytes that are left to read after pruning
 * @param files files that are left to read after pruning
 * @param filesInAll files of all tables of the query
 */
public record Route(
    BackendId backend,
    List<String> reasons,
    long estimatedRows,
    long estimatedBytes,
    int files,
    int filesInAll) {

  /** Copies the reasons. */
  public Route {
    reasons = List.copyOf(reasons);
  }
}
