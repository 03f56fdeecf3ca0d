package org.almagest.api;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.almagest.api.query.EngineStatus;
import org.almagest.catalog.Catalog;
import org.almagest.catalog.CatalogSchema;
import org.almagest.catalog.DataDirectory;
import org.almagest.engine.QueryEngine;

/**
 * What the service is given by the program that starts it, and does not close.
 *
 * @param scratch a folder for spill files, which goes with the program however that ends
 * @param dataSource a migrated database
 * @param releases the releases that are visible at the moment of the call
 * @param completion adds to a user's catalog what describes it: TAP_SCHEMA
 */
public record ServiceParts(
    DataDirectory directory,
    Path scratch,
    DataSource dataSource,
    QueryEngine engine,
    Supplier<List<CatalogSchema>> releases,
    UnaryOperator<Catalog> completion,
    EngineStatus engineStatus) {}
