package org.almagest.backend;

import java.util.List;
import org.almagest.adql.AdqlQuery;

/**
 * A query with all that a back end needs to run it.
 *
 * @param query the lowered plan
 * @param scans what is left to read, one entry for each scan of the plan
 * @param columns the columns of the result
 * @param matches the sky matches of the plan that our own kernel runs
 */
public record BackendQuery(
    AdqlQuery query, List<ScanFiles> scans, List<ResultColumn> columns, StoredMatches matches) {

  /** Copies the lists. */
  public BackendQuery {
    scans = List.copyOf(scans);
    columns = List.copyOf(columns);
  }

  /** Finds the matches. */
  public static BackendQuery of(AdqlQuery query, MatchTables tables, List<ResultColumn> columns) {
    return new BackendQuery(
        query, tables.scans(), columns, new StoredMatches(query.plan(), tables));
  }

  /** The files of one scan. */
  public ScanFiles scan(int scanId) {
    return ScanFiles.of(scans, scanId);
  }
}
