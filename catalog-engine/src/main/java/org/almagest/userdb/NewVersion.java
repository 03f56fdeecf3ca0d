package org.almagest.userdb;

import java.util.List;
import org.almagest.catalog.CatalogColumn;
import org.jspecify.annotations.Nullable;

/**
 * A version whose files are complete and on the disk, and which waits for its commit.
 *
 * @param id of the version
 * @param job the job that wrote it
 * @param adql the query of that job
 */
public record NewVersion(
    String id,
    String owner,
    UserTableName name,
    List<CatalogColumn> columns,
    long rows,
    long bytes,
    @Nullable String job,
    @Nullable String adql) {

  /** Copies the columns. */
  public NewVersion {
    columns = List.copyOf(columns);
  }
}
