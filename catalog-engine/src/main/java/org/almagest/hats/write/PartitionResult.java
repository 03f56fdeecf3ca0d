package org.almagest.hats.write;

import java.io.Serializable;
import java.util.List;
import org.almagest.hats.HatsPixel;
import org.almagest.hats.write.block.SpillChunk;
import org.almagest.hats.write.sort.CellCounts;
import org.apache.parquet.format.FileMetaData;
import org.jspecify.annotations.Nullable;

/**
 * A partition that was written.
 *
 * @param footer what its file's footer says
 * @param firstRow the values of its first row, in the order of the file's columns
 * @param counts how many rows are where in it
 * @param margin its rows that are in margins, keyed by the number of the target
 * @param ids the ids of its rows, keyed by what they sort by
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and written by its maker alone
public record PartitionResult(
    HatsPixel pixel,
    FileMetaData footer,
    @Nullable Object[] firstRow,
    CellCounts counts,
    List<SpillChunk> margin,
    List<SpillChunk> ids)
    implements Serializable {}
