package org.almagest.ingest.nest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which rows to nest into which.
 *
 * @param release the release of the new table
 * @param table the new table, which is replaced if it exists
 * @param object the table whose rows get the column, as {@code release.table}
 * @param source the table whose rows are nested, as {@code release.table}
 * @param objectId the column of {@code object} that tells its rows apart
 * @param sourceId the column of {@code source} that names a row of {@code object}
 * @param columns the columns of {@code source} to nest
 * @param sortColumn which of them nested rows are sorted by; null to keep the order they are in
 * @param name the name of the nested column
 * @param description what the new table holds, or null
 */
public record NestRequest(
    String release,
    String table,
    String object,
    String source,
    String objectId,
    String sourceId,
    List<String> columns,
    @Nullable String sortColumn,
    String name,
    @Nullable String description) {

  /** Copies the columns. */
  public NestRequest {
    columns = List.copyOf(columns);
  }
}
