package org.almagest.api;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The engines and the router between them: {@code almagest.engine.*}.
 *
 * @param sparkMaster where Spark runs, such as {@code local[*]} or {@code spark://host:7077}
 * @param sparkShufflePartitions parts of a shuffle before small ones are joined
 * @param duckdbMemory memory that all DuckDB queries together may use
 * @param duckdbThreads threads of DuckDB; null for one for each core
 * @param routerScanRows up to so many rows left to read, a query without a sky match runs on DuckDB
 * @param routerMatchRows up to so many rows left to read, a sky match runs on DuckDB, and its
 *     sub-queries are not written as tables first
 * @param routerListRows up to so many rows, a table that is no HATS catalog is matched as a list; a
 *     larger one is written as a catalog first
 */
@ConfigurationProperties("almagest.engine")
public record EngineSettings(
    @DefaultValue("local[*]") String sparkMaster,
    @DefaultValue("16") int sparkShufflePartitions,
    @DefaultValue("2GB") DataSize duckdbMemory,
    @Nullable Integer duckdbThreads,
    @DefaultValue("20000000") long routerScanRows,
    @DefaultValue("100000") long routerMatchRows,
    @DefaultValue("20000") long routerListRows) {}
