package org.almagest.userdb;

import java.nio.file.Path;
import java.util.List;
import org.almagest.catalog.CatalogColumn;
import org.jspecify.annotations.Nullable;

/**
 * A version of a table that somebody writes. It is nobody's table until it is committed; if it is
 * closed without, be it that the process ends, a sweep removes it.
 */
public final class VersionWriting implements AutoCloseable {
  private final UserTables tables;
  private final VersionRows.Begun version;
  private final Path folder;
  private final VersionHold hold;

  VersionWriting(UserTables tables, VersionRows.Begun version, Path folder, VersionHold hold) {
    this.tables = tables;
    this.version = version;
    this.folder = folder;
    this.hold = hold;
  }

  /** Where its files belong: a folder that does not exist yet, in one that does. */
  public Path folder() {
    return folder;
  }

  /**
   * Brings the files to the disk, after which they may be committed.
   *
   * @param job the job that wrote them
   * @param adql the query of that job
   * @throws UserTableException if the disk fails
   */
  public NewVersion complete(
      List<CatalogColumn> columns,
      long rows,
      long bytes,
      @Nullable String job,
      @Nullable String adql) {
    tables.keep(folder, version.name());
    return new NewVersion(
        version.id(), version.owner(), version.name(), columns, rows, bytes, job, adql);
  }

  /** Removes the files now, of a version that will not be committed. */
  public void discard() {
    tables.discard(version.id(), folder);
  }

  /** Lets it go, after its writer has ended. */
  @Override
  public void close() {
    hold.close();
  }
}
