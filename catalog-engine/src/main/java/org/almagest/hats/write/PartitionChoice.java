package org.almagest.hats.write;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.almagest.hats.HatsPixel;
import org.almagest.hats.write.block.SpillChunk;
import org.almagest.hats.write.sort.CellCounts;
import org.almagest.hats.write.sort.SpillReader;
import org.almagest.sky.healpix.Healpix;

/**
 * Chooses partitions of spilled rows: by their counts in cells of one order, and where a cell alone
 * has too many, by counts in deeper cells inside it.
 */
public final class PartitionChoice {

  private static final int ORDERS_DEEPER = 2;
  private static final int LAST_ORDER = 16;

  private final List<SpillChunk> rows;
  private final long threshold;
  private final long bytes;

  /**
   * Remembers what to choose by.
   *
   * @param rows all rows, keyed by their pixel of order 29
   * @param threshold rows that a partition has at most
   * @param bytes about how much may be in memory
   */
  public PartitionChoice(List<SpillChunk> rows, long threshold, long bytes) {
    this.rows = List.copyOf(rows);
    this.threshold = threshold;
    this.bytes = bytes;
  }

  /** The partitions, in the order of the sky. */
  public List<HatsPixel> partitions(CellCounts counts) throws IOException {
    List<HatsPixel> chosen = new ArrayList<>();
    List<HatsPixel> partitions =
        new Partitioning(counts).partitions(threshold, Partitioning.EmptySiblings.DROP);
    int index = 0;
    for (HatsPixel pixel : partitions) {
      while (index < counts.cells().length && counts.cells()[index] < firstCell(pixel, counts)) {
        index++;
      }
      boolean tooMany =
          pixel.order() == counts.order()
              && counts.counts()[index] > threshold
              && counts.order() < LAST_ORDER;
      if (tooMany) {
        chosen.addAll(partitions(countsInside(pixel, counts.order() + ORDERS_DEEPER)));
      } else {
        chosen.add(pixel);
      }
    }
    return chosen;
  }

  private static long firstCell(HatsPixel pixel, CellCounts counts) {
    return pixel.range().first() >>> (2 * (Healpix.MAX_ORDER - counts.order()));
  }

  private CellCounts countsInside(HatsPixel pixel, int order) throws IOException {
    CellCounts[] counts = {CellCounts.none(order)};
    new SpillReader(rows, List.of(), bytes)
        .read(
            pixel.range().first(),
            pixel.range().last(),
            run ->
                counts[0] = counts[0].plus(CellCounts.of(order, run.order().keys(), run.rows())));
    return counts[0];
  }
}
