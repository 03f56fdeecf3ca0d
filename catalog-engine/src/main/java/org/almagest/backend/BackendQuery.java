package org.almagest.backend;

import java.util.List;
import org.almagest.adql.AdqlQuery;

/**
 * A query with all that a back end needs to run it.
 *
 * @param query the lowered plan
 * @param scans what is left to read, one entry for each scan of the plan
 * @param columns the columns of the result
 */
public record BackendQuery(AdqlQuery query, List<ScanFiles> scans, List<ResultColumn> columns) {

  /** Copies the lists. */
  public BackendQuery {
    scans = List.copyOf(scans);
    columns = List.copyOf(columns);
  }

  /** The files of one scan. */
  public ScanFiles scan(int scanId) {
    return scans.stream()
        .filter(scan -> scan.scanId() == scanId)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No scan [" + scanId + "]"));
  }
}
