package org.almagest.ingest.file;

import java.io.Serializable;

/**
 * What one task reads: a file, or of a Parquet file some row groups.
 *
 * @param number tells it from the others, in the order of the files
 * @param firstGroup the first row group
 * @param groups how many row groups; 0 for the whole of another file
 * @param firstRow how many rows of the file come before
 */
public record FilePart(SourceFile file, int number, int firstGroup, int groups, long firstRow)
    implements Serializable {}
