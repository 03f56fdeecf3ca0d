package org.almagest.userdb;

import java.time.Instant;
import org.almagest.catalog.CatalogTable;
import org.jspecify.annotations.Nullable;

/**
 * A table of a user as it stands.
 *
 * @param table what ADQL sees: {@code mydb.name}, its columns and where its files are
 * @param version the version that its files belong to
 * @param job the job that wrote it
 * @param adql the query of that job
 */
public record UserTable(
    String owner,
    CatalogTable table,
    String version,
    @Nullable String job,
    @Nullable String adql,
    Instant created) {}
