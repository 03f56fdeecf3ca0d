package org.almagest.hats;

import java.nio.file.Path;

/**
 * A Parquet file of a partition.
 *
 * @param rows how many rows it has, as its footer says
 * @param bytes how many bytes it has
 */
public record HatsFile(Path path, long rows, long bytes) {}
