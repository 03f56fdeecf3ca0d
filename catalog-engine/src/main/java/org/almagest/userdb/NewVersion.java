package org.almagest.userdb;

import java.nio.file.Path;
import java.util.List;
import org.almagest.catalog.CatalogColumn;
import org.jspecify.annotations.Nullable;

/**
 * Files of a user table that are complete and wait for their commit.
 *
 * @param version unique among the versions of the table, a legal file name
 * @param folder holds the Parquet files
 * @param job the job that wrote them
 * @param adql the query of that job
 */
public record NewVersion(
    String owner,
    UserTableName name,
    String version,
    Path folder,
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
