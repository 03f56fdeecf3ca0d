package org.almagest.ingest;

import java.io.Serializable;
import java.util.List;
import org.almagest.hats.write.block.SpillChunk;
import org.almagest.hats.write.sort.CellCounts;
import org.almagest.ingest.file.BadRow;
import org.jspecify.annotations.Nullable;

/**
 * A part that was read.
 *
 * @param chunks its rows
 * @param counts where they are; null where the table has no position
 * @param good how many rows there are
 * @param bad how many could not be read
 * @param badRows the first of them
 */
record StagedPart(
    List<SpillChunk> chunks, @Nullable CellCounts counts, long good, long bad, List<BadRow> badRows)
    implements Serializable {

  StagedPart {
    badRows = List.copyOf(badRows);
  }

  /** The counts of all parts. */
  static CellCounts counts(List<StagedPart> parts, int order) {
    CellCounts counts = CellCounts.none(order);
    for (StagedPart part : parts) {
      CellCounts more = part.counts();
      counts = more == null ? counts : counts.plus(more);
    }
    return counts;
  }
}
