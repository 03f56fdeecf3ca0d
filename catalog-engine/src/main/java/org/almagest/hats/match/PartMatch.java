package org.almagest.hats.match;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.almagest.hats.column.ColumnMemory;
import org.almagest.hats.column.ColumnValues;
import org.almagest.hats.column.DoubleValues;
import org.almagest.hats.match.MatchJob.Kept;
import org.almagest.sky.match.MatchRule;
import org.almagest.sky.match.MatchedPairs;
import org.almagest.sky.match.SkyMatcher;
import org.jspecify.annotations.Nullable;

/**
 * The match of one part, handed out in blocks: as many rows at a time as keep a block small.
 * Columns of the result are decoded when they are first asked for.
 */
public final class PartMatch implements AutoCloseable {

  private static final int MOST_LEFT_ROWS = 1 << 16;

  /** Until it is known how many partners a row has. */
  private static final int FIRST_LEFT_ROWS = 64;

  /** About so many pairs are found at a time, however wide the radius. */
  private static final long PAIRS_AT_A_TIME = 1 << 20;

  private static final int MOST_ROWS = 1 << 17;

  private final MatchJob job;
  private final SideRows left;
  private final SideRows right;
  private final SkyMatcher.@Nullable Around around;
  private final long blockBytes;
  private double bytesOfRow;
  private long taken;
  private int leftRowsAtATime = FIRST_LEFT_ROWS;
  private int nextLeft;

  private int[] leftRows = new int[0];
  private int[] rightRows = new int[0];
  private double[] separations = new double[0];
  private int found;
  private int from;
  private int count;

  private int[] storedLeft = new int[0];
  private int[] storedRight = new int[0];

  private PartMatch(MatchJob job, SideRows left, SideRows right, long blockBytes) {
    this.blockBytes = blockBytes;
    this.bytesOfRow = left.bytesOfRow() + right.bytesOfRow();
    this.job = job;
    this.left = left;
    this.right = right;
    boolean any = left.positions().size() > 0 && right.positions().size() > 0;
    this.around = any ? new SkyMatcher(rule(job)).around(right.positions()) : null;
  }

  /**
   * Opens the files of a part and decodes the positions.
   *
   * @param output the columns that will be asked for
   */
  public static PartMatch open(MatchJob job, MatchPart part, MatchOutput output)
      throws IOException {
    return open(job, part, output, ColumnMemory.ofThread());
  }

  /** The same with about so many bytes for decoded columns, a fourth of them for a block. */
  static PartMatch open(MatchJob job, MatchPart part, MatchOutput output, long memory)
      throws IOException {
    long block = memory / 4;
    long side = (memory - block) / 2;
    SideRows left = SideRows.open(part.left(), job.left(), output.left(), side);
    try {
      boolean needed = left.positions().size() > 0;
      SideRows right =
          SideRows.open(needed ? part.right() : List.of(), job.right(), output.right(), side);
      return new PartMatch(job, left, right, block);
    } catch (IOException | RuntimeException e) {
      left.close();
      throw e;
    }
  }

  /** Whether a row has a partner is told by its nearest one. */
  private static MatchRule rule(MatchJob job) {
    return job.kept() == Kept.UNMATCHED
        ? new MatchRule(job.radiusDeg(), job.minRadiusDeg(), job.bound(), 1)
        : job.rule();
  }

  /** Moves to the next block; false after the last one. */
  public boolean advance() {
    bytesOfRow = Math.max(bytesOfRow, (double) taken / Math.max(1, count));
    taken = 0;
    from += count;
    while (from == found) {
      if (nextLeft == left.positions().size()) {
        count = 0;
        return false;
      }
      int until = Math.min(left.positions().size(), nextLeft + leftRowsAtATime);
      match(nextLeft, until);
      leftRowsAtATime = leftRowsAfter(until - nextLeft);
      nextLeft = until;
      from = 0;
    }
    count = Math.min(ColumnMemory.rows(blockBytes, bytesOfRow, 1, MOST_ROWS), found - from);
    storedLeft = left.stored(leftRows, from, count);
    storedRight = right.stored(rightRows, from, count);
    return true;
  }

  /** Neighbours on the sky have about as many partners as those before. */
  private int leftRowsAfter(int rows) {
    long fitting = PAIRS_AT_A_TIME * rows / Math.max(1, found);
    return (int) Math.max(1, Math.min(Math.min(fitting, 16L * rows), MOST_LEFT_ROWS));
  }

  private void match(int first, int end) {
    found = 0;
    int[] alone;
    if (around == null) {
      alone = new int[end - first];
      Arrays.setAll(alone, i -> first + i);
    } else {
      MatchedPairs pairs = around.match(left.positions(), first, end);
      alone = job.kept() == Kept.MATCHED ? new int[0] : pairs.unmatchedLeft(first, end);
      if (job.kept() != Kept.UNMATCHED) {
        found = pairs.size();
        leftRows = pairs.left();
        rightRows = pairs.right();
        separations = pairs.separationDeg();
      }
    }
    if (job.kept() != Kept.MATCHED) {
      append(alone);
    }
  }

  private void append(int[] alone) {
    int all = found + alone.length;
    leftRows = Arrays.copyOf(leftRows, all);
    rightRows = Arrays.copyOf(rightRows, all);
    separations = Arrays.copyOf(separations, all);
    System.arraycopy(alone, 0, leftRows, found, alone.length);
    Arrays.fill(rightRows, found, all, -1);
    Arrays.fill(separations, found, all, Double.NaN);
    found = all;
  }

  /** How many rows the block has. */
  public int rows() {
    return count;
  }

  /** A column of the left side, for the rows of the block. */
  public ColumnValues left(String path) throws IOException {
    return counted(left.take(path, storedLeft, count));
  }

  /** A column of the right side, for the rows of the block; null where there is no partner. */
  public ColumnValues right(String path) throws IOException {
    return counted(right.take(path, storedRight, count));
  }

  private ColumnValues counted(ColumnValues values) {
    taken += values.memory();
    return values;
  }

  /** Whether there are any right rows: there is no column of them otherwise. */
  public boolean hasRight() {
    return right.positions().size() > 0;
  }

  /**
   * The separations, for the rows of the block; null where there is no partner.
   *
   * @param unitsPerDegree 1 for degrees, 3600 for arcseconds
   */
  public DoubleValues separations(double unitsPerDegree) {
    double[] scaled = Arrays.copyOfRange(separations, from, from + count);
    DoubleValues values = new DoubleValues(scaled, count);
    for (int i = 0; i < count; i++) {
      scaled[i] *= unitsPerDegree;
      if (rightRows[from + i] < 0) {
        values.setNull(i);
      }
    }
    return values;
  }

  @Override
  public void close() throws IOException {
    try {
      left.close();
    } finally {
      right.close();
    }
  }
}
