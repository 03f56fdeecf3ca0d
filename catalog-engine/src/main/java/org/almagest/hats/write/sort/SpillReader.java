package org.almagest.hats.write.sort;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.almagest.catalog.ColumnType;
import org.almagest.hats.write.block.ColumnBlock;
import org.almagest.hats.write.block.LongBlock;
import org.almagest.hats.write.block.SpillChunk;
import org.almagest.hats.write.block.SpillFile;

/** Reads rows of a range of keys out of the spill files of all of them, in pieces that fit. */
public final class SpillReader {

  private final List<SpillChunk> chunks;
  private final List<ColumnType> types;
  private final long bytesOfRun;
  private final ByteBuffer buffer = SpillFile.buffer();

  /** What is done with a run. */
  public interface RunConsumer {
    void accept(RowRun run) throws IOException;
  }

  /**
   * Remembers what to read.
   *
   * @param bytesOfRun about how many bytes of rows may be in memory
   */
  public SpillReader(List<SpillChunk> chunks, List<ColumnType> types, long bytesOfRun) {
    this.chunks = List.copyOf(chunks);
    this.types = List.copyOf(types);
    this.bytesOfRun = bytesOfRun;
  }

  /**
   * Hands out the rows whose keys are in a range: run after run in the order of the keys, and each
   * run sorted. Rows of equal keys are in the order they were read in, but for those of a key that
   * alone has more rows than fit.
   */
  public void read(long firstKey, long lastKey, RunConsumer consumer) throws IOException {
    int[] lows = new int[chunks.size()];
    int[] highs = new int[chunks.size()];
    long rows = 0;
    double bytes = 0;
    for (int index = 0; index < lows.length; index++) {
      SpillChunk chunk = chunks.get(index);
      if (chunk.marks()[chunk.marks().length - 1] < firstKey || chunk.marks()[0] > lastKey) {
        continue;
      }
      try (SpillFile file = SpillFile.open(Path.of(chunk.file()), buffer)) {
        lows[index] = position(file, chunk, firstKey, false);
        highs[index] = position(file, chunk, lastKey, true);
      }
      int found = highs[index] - lows[index];
      rows += found;
      bytes += (double) chunk.bytes() * found / chunk.rows();
    }
    if (rows == 0) {
      return;
    }
    if (bytes <= bytesOfRun || rows <= SpillChunk.STEP) {
      consumer.accept(load(lows, highs, (int) rows));
    } else if (firstKey == lastKey) {
      readPieces(lows, highs, Math.max(1, (int) (bytesOfRun * rows / bytes)), consumer);
    } else {
      long middle = middle(lows, highs, firstKey, lastKey);
      read(firstKey, middle, consumer);
      read(middle + 1, lastKey, consumer);
    }
  }

  /** The first row whose key is not below, or not up to, the given one. */
  private int position(SpillFile file, SpillChunk chunk, long key, boolean after)
      throws IOException {
    long[] marks = chunk.marks();
    int low = 0;
    int high = marks.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (marks[middle] < key || (after && marks[middle] == key)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    if (low == 0) {
      return 0;
    }
    int start = (low - 1) * SpillChunk.STEP;
    int count = Math.min(SpillChunk.STEP, chunk.rows() - start);
    long[] keys = new long[count];
    file.read((long) Long.BYTES * start, keys, 0, count);
    int row = 0;
    while (row < count && (keys[row] < key || (after && keys[row] == key))) {
      row++;
    }
    return start + row;
  }

  /** A key that splits the rows about in half, and the range in any case. */
  private long middle(int[] lows, int[] highs, long firstKey, long lastKey) {
    List<Long> marks = new ArrayList<>();
    for (int index = 0; index < lows.length; index++) {
      long[] all = chunks.get(index).marks();
      for (int step = lows[index] / SpillChunk.STEP + 1;
          step <= (highs[index] - 1) / SpillChunk.STEP && step < all.length;
          step++) {
        marks.add(all[step]);
      }
    }
    marks.sort(null);
    long half = (firstKey & lastKey) + ((firstKey ^ lastKey) >> 1);
    long middle = marks.isEmpty() ? half : marks.get(marks.size() / 2);
    return Math.max(firstKey, Math.min(lastKey - 1, middle));
  }

  private void readPieces(int[] lows, int[] highs, int rowsOfPiece, RunConsumer consumer)
      throws IOException {
    int[] low = new int[lows.length];
    int[] high = new int[lows.length];
    for (int index = 0; index < lows.length; index++) {
      for (int start = lows[index]; start < highs[index]; start += rowsOfPiece) {
        Arrays.fill(low, 0);
        Arrays.fill(high, 0);
        low[index] = start;
        high[index] = Math.min(highs[index], start + rowsOfPiece);
        consumer.accept(load(low, high, high[index] - low[index]));
      }
    }
  }

  private RowRun load(int[] lows, int[] highs, int rows) throws IOException {
    LongBlock keys = new LongBlock(rows);
    List<ColumnBlock> columns = new ArrayList<>();
    columns.add(keys);
    types.forEach(type -> columns.add(ColumnBlock.of(type, rows)));
    for (int index = 0; index < lows.length; index++) {
      int count = highs[index] - lows[index];
      if (count == 0) {
        continue;
      }
      SpillChunk chunk = chunks.get(index);
      try (SpillFile file = SpillFile.open(Path.of(chunk.file()), buffer)) {
        file.read((long) Long.BYTES * lows[index], keys.values(), keys.rows(), count);
        keys.advance(count);
        for (int column = 0; column < types.size(); column++) {
          columns.get(column + 1).read(file, chunk, column, lows[index], count);
        }
      }
    }
    return new RowRun(columns, SortedKeys.of(keys.values(), rows));
  }
}
