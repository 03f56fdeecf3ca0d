package org.almagest.hats.write.nested;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.almagest.hats.HatsFile;
import org.almagest.hats.HatsPartition;
import org.almagest.hats.write.WrittenFile;
import org.almagest.hats.write.block.ColumnBlock;
import org.almagest.hats.write.block.LongBlock;
import org.almagest.hats.write.block.SpillChunk;
import org.almagest.hats.write.parquet.NestedColumn;
import org.almagest.hats.write.sort.RowRun;
import org.almagest.hats.write.sort.SortValues;
import org.almagest.hats.write.sort.SortedKeys;
import org.almagest.hats.write.sort.SpillReader;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.schema.MessageType;

/** Writes the partitions of a catalog again with a nested column, whose rows were joined before. */
public final class NestedPartitionWriter {

  private final NestedColumn column;
  private final MessageType schema;
  private final Path dataset;
  private final Path spill;
  private final SpillReader reader;

  /**
   * A partition to write.
   *
   * @param number tells it from others, those of margins too
   */
  public record Target(int number, HatsPartition partition) implements Serializable {}

  /**
   * Remembers what to write.
   *
   * @param joined the rows to nest, by {@link NestedRow}
   * @param schema the columns that the catalog has
   * @param catalog the folder to write
   * @param spill a folder for what is needed for a while
   * @param bytes about how much may be in memory
   */
  public NestedPartitionWriter(
      NestedColumn column,
      List<SpillChunk> joined,
      MessageType schema,
      Path catalog,
      Path spill,
      long bytes) {
    this.column = column;
    this.schema = schema;
    this.dataset = catalog.resolve("dataset");
    this.spill = spill;
    this.reader = new SpillReader(joined, column.types(), bytes);
  }

  /** Writes a partition: all its files as one. */
  public WrittenFile write(Target target) throws IOException {
    List<ListChunk> lists = new ArrayList<>();
    try (WidenedFile file =
        new WidenedFile(dataset.resolve(target.partition().pixel().file()), schema, column)) {
      for (int field = 0; field < column.fields().size(); field++) {
        lists.add(
            new ListChunk(
                column.fields().get(field),
                column.path(column.fields().get(field)),
                spill.resolve("pages-" + target.number() + "-" + field)));
      }
      ListPages pages = new ListPages(column, lists);
      long row = 0;
      for (HatsFile stored : target.partition().files()) {
        try (StoredFile from = StoredFile.open(stored)) {
          from.check(schema);
          for (RowGroup group : from.groups()) {
            if (group.getNum_rows() > 0) {
              nest(pages, target.number(), row, group.getNum_rows());
              file.writeGroup(from, group, lists);
              row += group.getNum_rows();
            }
          }
        }
      }
      FileMetaData footer = file.finish();
      return new WrittenFile(target.partition().pixel(), footer);
    } finally {
      for (ListChunk list : lists) {
        list.close();
      }
    }
  }

  private void nest(ListPages pages, int number, long first, long rows) throws IOException {
    Place place = new Place(first);
    reader.read(
        NestedRow.key(number, first),
        NestedRow.key(number, first + rows - 1),
        run -> place.add(run, pages));
    pages.addEmpty(first + rows - place.next);
    pages.flush();
  }

  /** The rows so far. */
  private final class Place {
    private long next;

    Place(long first) {
      this.next = first;
    }

    void add(RowRun run, ListPages pages) throws IOException {
      SortedKeys sorted = sorted(run);
      long[] keys = sorted.keys();
      pages.begin(run.columns().subList(1, run.columns().size()), sorted.rows());
      int at = 0;
      while (at < keys.length) {
        int end = at + 1;
        while (end < keys.length && keys[end] == keys[at]) {
          end++;
        }
        long row = NestedRow.row(keys[at]);
        if (row < next) {
          throw new IOException(
              "One row has more rows of the column ["
                  + column.name()
                  + "] than fit in memory: start the program with a larger heap");
        }
        pages.addEmpty(row - next);
        pages.add(end - at);
        next = row + 1;
        at = end;
      }
      pages.flush();
    }
  }

  private SortedKeys sorted(RowRun run) {
    if (column.sortField() < 0) {
      return run.order();
    }
    ColumnBlock field = run.columns().get(column.sortField() + 1);
    long[] values = new long[run.rows()];
    for (int row = 0; row < values.length; row++) {
      values[row] = SortValues.of(field, row);
    }
    // By the field first: the sort by key keeps the order of rows that are equal.
    int[] byField = SortedKeys.of(values, values.length).rows();
    return SortedKeys.of(((LongBlock) run.columns().get(0)).values(), byField);
  }
}
