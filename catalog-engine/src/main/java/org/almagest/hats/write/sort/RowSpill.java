package org.almagest.hats.write.sort;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.almagest.catalog.ColumnType;
import org.almagest.hats.write.block.ColumnBlock;
import org.almagest.hats.write.block.LongBlock;
import org.almagest.hats.write.block.SpillChunk;
import org.almagest.hats.write.block.SpillFile;
import org.jspecify.annotations.Nullable;

/**
 * Gathers rows in memory and writes them, sorted by a key, into spill files of bounded size. For
 * one thread.
 */
public final class RowSpill {

  private static final int MOST_ROWS = 1 << 20;
  private static final int FIRST_CAPACITY = 1 << 12;
  private static final int ROWS_UNMEASURED = 512;

  private final Path folder;
  private final String name;
  private final long bytesOfChunk;
  private final ByteBuffer buffer = SpillFile.buffer();
  private final List<ColumnBlock> blocks = new ArrayList<>();
  private final List<ColumnBlock> gathered = new ArrayList<>();
  private final LongBlock keys = new LongBlock(FIRST_CAPACITY);
  private final List<SpillChunk> chunks = new ArrayList<>();
  private @Nullable CellCounts counts;
  private int dropped;
  private int measured;

  /**
   * Writes nothing yet.
   *
   * @param name what the names of its files begin with
   * @param bytesOfChunk how many bytes of rows are kept in memory
   */
  public RowSpill(Path folder, String name, List<ColumnType> types, long bytesOfChunk) {
    this.folder = folder;
    this.name = name;
    this.bytesOfChunk = bytesOfChunk;
    for (ColumnType type : types) {
      blocks.add(ColumnBlock.of(type, FIRST_CAPACITY));
      gathered.add(ColumnBlock.of(type, 1));
    }
  }

  /** Where the next row's values are added, each column by itself. */
  public List<ColumnBlock> columns() {
    return blocks;
  }

  /** Adds the key of a row whose values were added. */
  public void addKey(long key) {
    keys.addLong(key);
  }

  /** Forgets a row whose values were added. */
  public void drop() {
    keys.addLong(Long.MAX_VALUE);
    dropped++;
  }

  /**
   * One for rows whose keys are pixels of order 29, which are counted.
   *
   * @param bytes about how much may be in memory
   * @param countOrder the order of the cells to count by
   */
  public static RowSpill keyedByPixel(
      Path folder, String name, List<ColumnType> types, long bytes, int countOrder) {
    RowSpill spill = new RowSpill(folder, name, types, bytes / 2);
    spill.counts = CellCounts.none(countOrder);
    return spill;
  }

  /**
   * One for rows with keys of any kind.
   *
   * @param bytes about how much may be in memory
   */
  public static RowSpill keyed(Path folder, String name, List<ColumnType> types, long bytes) {
    return new RowSpill(folder, name, types, bytes / 2);
  }

  /** How many rows, of those that were written, are in which cell. */
  public CellCounts counts() {
    return Objects.requireNonNull(counts);
  }

  /** How many rows are in memory. */
  public int rows() {
    return keys.rows();
  }

  /** Writes what is in memory if it has become much. */
  public void flushIfFull() throws IOException {
    if (keys.rows() >= MOST_ROWS) {
      flush();
    } else if (keys.rows() - measured >= ROWS_UNMEASURED) {
      measured = keys.rows();
      if (blocks.stream().mapToLong(ColumnBlock::bytes).sum() >= bytesOfChunk) {
        flush();
      }
    }
  }

  /** Writes what is in memory. */
  void flush() throws IOException {
    SortedKeys sorted = SortedKeys.of(keys.values(), keys.rows());
    int rows = keys.rows() - dropped;
    if (rows > 0) {
      write(sorted, rows);
    }
    blocks.forEach(ColumnBlock::clear);
    keys.clear();
    dropped = 0;
    measured = 0;
  }

  private void write(SortedKeys sorted, int rows) throws IOException {
    if (counts != null) {
      counts = counts.plus(CellCounts.of(counts.order(), sorted.keys(), rows));
    }
    Path file = folder.resolve(name + "-" + chunks.size());
    long[] starts = new long[blocks.size()];
    boolean[] nullable = new boolean[blocks.size()];
    try (SpillFile out = SpillFile.create(file, buffer)) {
      out.write(sorted.keys(), rows);
      for (int column = 0; column < starts.length; column++) {
        starts[column] = out.position();
        ColumnBlock ordered = gathered.get(column);
        ordered.gather(blocks.get(column), sorted.rows(), 0, rows);
        nullable[column] = ordered.nulls() != null;
        ordered.write(out);
      }
      chunks.add(
          new SpillChunk(
              file.toString(), rows, marks(sorted.keys(), rows), starts, nullable, out.position()));
    }
  }

  private static long[] marks(long[] keys, int rows) {
    int steps = (rows + SpillChunk.STEP - 1) / SpillChunk.STEP;
    long[] marks = new long[steps + 1];
    for (int step = 0; step < steps; step++) {
      marks[step] = keys[step * SpillChunk.STEP];
    }
    marks[steps] = keys[rows - 1];
    return marks;
  }

  /** Writes the rest, and says what was written. */
  public List<SpillChunk> finish() throws IOException {
    flush();
    return List.copyOf(chunks);
  }
}
