package org.almagest.ingest.nest;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.ColumnType;
import org.almagest.hats.HatsFile;
import org.almagest.hats.column.ColumnFile;
import org.almagest.hats.column.ColumnValues;
import org.almagest.hats.column.RowSpan;
import org.almagest.hats.write.block.ColumnBlock;
import org.almagest.hats.write.block.LongBlock;
import org.almagest.hats.write.block.SpillChunk;
import org.almagest.hats.write.nested.NestedRow;
import org.almagest.hats.write.nested.SourceJoin;
import org.almagest.hats.write.sort.IdKeys;
import org.almagest.hats.write.sort.RowSpill;
import org.almagest.ingest.error.IngestException;
import org.almagest.ingest.file.ParquetColumn;

/** Reads ids, and what goes with them, into spill files. */
final class NestingStage {

  private static final int ROWS_AT_ONCE = 1 << 17;

  private final Path folder;
  private final ColumnType idType;
  private final long bytes;

  /**
   * A file to read.
   *
   * @param number tells it from others
   * @param partition the number of its partition
   * @param firstRow how many rows of the partition come before
   */
  record Part(int number, int partition, long firstRow, HatsFile file) implements Serializable {}

  /**
   * A file that was read.
   *
   * @param rows how many rows it has, those without an id among them
   */
  record Staged(List<SpillChunk> chunks, long rows) implements Serializable {}

  /**
   * @param folder where spill files go
   * @param bytes about how much may be in memory
   */
  NestingStage(Path folder, ColumnType idType, long bytes) {
    this.folder = folder;
    this.idType = idType;
    this.bytes = bytes;
  }

  /** Where objects are, by id. */
  Staged objects(Part part, String id) throws IOException {
    RowSpill spill =
        RowSpill.keyed(folder, "objects-" + part.number(), SourceJoin.targetTypes(idType), bytes);
    Reading reading = new Reading(part, spill, id);
    return reading.run(
        List.of(),
        (rows, span, before) -> {
          LongBlock targets = (LongBlock) spill.columns().get(0);
          for (int row : rows) {
            targets.addLong(
                NestedRow.key(part.partition(), part.firstRow() + before + span.from() + row));
          }
        });
  }

  /** The fields of sources, by id. */
  Staged sources(Part part, String id, List<CatalogColumn> fields) throws IOException {
    List<ColumnType> types = fields.stream().map(CatalogColumn::type).toList();
    RowSpill spill =
        RowSpill.keyed(
            folder, "sources-" + part.number(), SourceJoin.sourceTypes(types, idType), bytes);
    return new Reading(part, spill, id).run(fields, (rows, span, before) -> {});
  }

  /** What is added for rows that have an id. */
  private interface More {
    void add(int[] rows, RowSpan span, long before);
  }

  private final class Reading {
    private final Part part;
    private final RowSpill spill;
    private final String id;
    private final Map<Integer, String> problems = new HashMap<>();

    Reading(Part part, RowSpill spill, String id) {
      this.part = part;
      this.spill = spill;
      this.id = id;
    }

    Staged run(List<CatalogColumn> fields, More more) throws IOException {
      long rows = 0;
      try (ColumnFile file = ColumnFile.open(part.file().input())) {
        for (RowSpan group : file.all()) {
          for (int from = 0; from < group.rows(); from += ROWS_AT_ONCE) {
            RowSpan span =
                new RowSpan(group.rowGroup(), from, Math.min(group.rows(), from + ROWS_AT_ONCE));
            int[] present = readIds(file, span);
            more.add(present, span, rows);
            readFields(file, span, fields, present);
            spill.flushIfFull();
          }
          rows += group.rows();
        }
      }
      return new Staged(spill.finish(), rows);
    }

    /** Adds the ids of a span, and says which of its rows have one. */
    private int[] readIds(ColumnFile file, RowSpan span) throws IOException {
      ColumnValues values = file.read(id, List.of(span));
      ColumnBlock ids = IdKeys.block(idType);
      append(file, values, CatalogColumn.of(id, idType), ids);
      int[] present = new int[ids.rows()];
      int count = 0;
      for (int row = 0; row < ids.rows(); row++) {
        if (!ids.isNull(row)) {
          present[count++] = row;
          spill.addKey(IdKeys.of(ids, row));
          if (idType == ColumnType.STRING) {
            spill.columns().get(spill.columns().size() - 1).addFrom(ids, row);
          }
        }
      }
      return Arrays.copyOf(present, count);
    }

    private void readFields(
        ColumnFile file, RowSpan span, List<CatalogColumn> fields, int[] present)
        throws IOException {
      for (int field = 0; field < fields.size(); field++) {
        CatalogColumn column = fields.get(field);
        ColumnValues values = file.read(column.name(), List.of(span));
        append(
            file,
            present.length == values.size() ? values : values.take(present, present.length),
            column,
            spill.columns().get(field));
      }
    }

    private void append(
        ColumnFile file, ColumnValues values, CatalogColumn column, ColumnBlock block)
        throws IOException {
      ParquetColumn.of(file, column.name()).append(values, column, block, problems);
      if (!problems.isEmpty()) {
        throw new IngestException(
            IngestException.Code.BROKEN_FILE,
            "[" + part.file().location() + "]: " + problems.values().iterator().next());
      }
    }
  }
}
