package org.almagest.hats.write.nested;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.almagest.catalog.ColumnType;
import org.almagest.hats.write.block.ColumnBlock;
import org.almagest.hats.write.block.LongBlock;
import org.almagest.hats.write.block.SpillChunk;
import org.almagest.hats.write.block.TextBlock;
import org.almagest.hats.write.sort.IdKeys;
import org.almagest.hats.write.sort.RowRun;
import org.almagest.hats.write.sort.RowSpill;
import org.almagest.hats.write.sort.SpillReader;
import org.jspecify.annotations.Nullable;

/** Finds the rows of a table to which rows of another belong by their ids, both spilled by id. */
public final class SourceJoin {

  private final List<SpillChunk> targets;
  private final List<SpillChunk> sources;
  private final List<ColumnType> fields;
  private final ColumnType idType;
  private final int primaries;
  private final Path folder;
  private final long bytes;

  /** A range of keys. */
  public record Range(int number, long first, long last) implements Serializable {}

  /**
   * What was found in a range.
   *
   * @param rows the fields of sources by {@link NestedRow}
   * @param matched how many sources belong to a row of the table
   * @param duplicate an id that two rows of the table have, or null
   */
  public record Joined(List<SpillChunk> rows, long matched, @Nullable String duplicate)
      implements Serializable {}

  /**
   * Remembers what to join.
   *
   * @param targets by {@link IdKeys}: the {@link NestedRow} as a number, and ids that are texts
   * @param sources by {@link IdKeys}: the fields, and ids that are texts
   * @param primaries partitions with lower numbers are those of the table, others of its margins
   * @param bytes about how much may be in memory
   */
  public SourceJoin(
      List<SpillChunk> targets,
      List<SpillChunk> sources,
      List<ColumnType> fields,
      ColumnType idType,
      int primaries,
      Path folder,
      long bytes) {
    this.targets = List.copyOf(targets);
    this.sources = List.copyOf(sources);
    this.fields = List.copyOf(fields);
    this.idType = idType;
    this.primaries = primaries;
    this.folder = folder;
    this.bytes = bytes;
  }

  /** Ranges of about equally many rows, which together are all. */
  public static List<Range> ranges(List<SpillChunk> chunks, int count) {
    long[] marks =
        chunks.stream().flatMapToLong(chunk -> Arrays.stream(chunk.marks())).sorted().toArray();
    List<Range> ranges = new ArrayList<>();
    long first = Long.MIN_VALUE;
    for (int piece = 1; piece < count && marks.length > 0; piece++) {
      long last = marks[(int) ((long) marks.length * piece / count)];
      if (last >= first && last < Long.MAX_VALUE) {
        ranges.add(new Range(ranges.size(), first, last));
        first = last + 1;
      }
    }
    ranges.add(new Range(ranges.size(), first, Long.MAX_VALUE));
    return ranges;
  }

  /** The columns of a spill of {@code targets}. */
  public static List<ColumnType> targetTypes(ColumnType idType) {
    return withId(List.of(ColumnType.LONG), idType);
  }

  /** The columns of a spill of {@code sources}. */
  public static List<ColumnType> sourceTypes(List<ColumnType> fields, ColumnType idType) {
    return withId(fields, idType);
  }

  private static List<ColumnType> withId(List<ColumnType> types, ColumnType idType) {
    List<ColumnType> all = new ArrayList<>(types);
    if (idType == ColumnType.STRING) {
      all.add(ColumnType.STRING);
    }
    return all;
  }

  /** Joins the rows of a range of keys. */
  public Joined join(Range range) throws IOException {
    Found found = new Found(RowSpill.keyed(folder, "joined-" + range.number(), fields, bytes / 2));
    SpillReader rows = new SpillReader(sources, sourceTypes(fields, idType), bytes / 2);
    new SpillReader(targets, targetTypes(idType), bytes / 4)
        .read(
            range.first(),
            range.last(),
            objects -> {
              found.checkUnique(objects);
              long[] keys = objects.order().keys();
              rows.read(keys[0], keys[keys.length - 1], run -> found.match(objects, run));
            });
    return new Joined(found.spill.finish(), found.matched, found.duplicate);
  }

  private final class Found {
    private final RowSpill spill;
    private long matched;
    private @Nullable String duplicate;

    Found(RowSpill spill) {
      this.spill = spill;
    }

    void checkUnique(RowRun objects) {
      long[] keys = objects.order().keys();
      for (int at = 0, end; at < keys.length && duplicate == null; at = end) {
        end = end(keys, at);
        for (int left = at; left < end; left++) {
          for (int right = left + 1; right < end; right++) {
            if (isPrimary(objects, left) && isPrimary(objects, right)) {
              compareIds(objects, left, right);
            }
          }
        }
      }
    }

    private void compareIds(RowRun objects, int left, int right) {
      if (isSameId(objects, left, objects, right)) {
        int row = objects.order().rows()[left];
        duplicate =
            idType == ColumnType.STRING
                ? String.valueOf(ids(objects).value(row))
                : Long.toString(objects.order().keys()[left]);
      }
    }

    void match(RowRun objects, RowRun run) throws IOException {
      long[] wanted = objects.order().keys();
      long[] keys = run.order().keys();
      int object = insertion(wanted, keys[0]);
      int source = 0;
      while (object < wanted.length && source < keys.length) {
        if (wanted[object] < keys[source]) {
          object++;
        } else if (wanted[object] > keys[source]) {
          source++;
        } else {
          int lastObject = end(wanted, object);
          int lastSource = end(keys, source);
          for (; source < lastSource; source++) {
            add(objects, object, lastObject, run, source);
          }
          object = lastObject;
          spill.flushIfFull();
        }
      }
    }

    private void add(RowRun objects, int first, int last, RowRun run, int source) {
      boolean belongs = false;
      int row = run.order().rows()[source];
      for (int object = first; object < last; object++) {
        if (isSameId(objects, object, run, source)) {
          for (int field = 0; field < fields.size(); field++) {
            spill.columns().get(field).addFrom(run.columns().get(field + 1), row);
          }
          spill.addKey(target(objects, object));
          belongs |= isPrimary(objects, object);
        }
      }
      matched += belongs ? 1 : 0;
    }
  }

  /** Where a run has a key, or would have it, for the first time. */
  private static int insertion(long[] keys, long key) {
    int low = 0;
    int high = keys.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (keys[middle] < key) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static int end(long[] keys, int at) {
    int end = at + 1;
    while (end < keys.length && keys[end] == keys[at]) {
      end++;
    }
    return end;
  }

  private static long target(RowRun objects, int at) {
    return ((LongBlock) objects.columns().get(1)).values()[objects.order().rows()[at]];
  }

  private boolean isPrimary(RowRun objects, int at) {
    return NestedRow.partition(target(objects, at)) < primaries;
  }

  private static ColumnBlock ids(RowRun run) {
    return run.columns().get(run.columns().size() - 1);
  }

  /** Whether rows of equal keys have equal ids. */
  private boolean isSameId(RowRun left, int leftAt, RowRun right, int rightAt) {
    return idType != ColumnType.STRING
        || ((TextBlock) ids(left))
            .isSame(
                left.order().rows()[leftAt], (TextBlock) ids(right), right.order().rows()[rightAt]);
  }
}
