package org.almagest.ingest;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.ColumnType;
import org.almagest.hats.write.block.ColumnBlock;
import org.almagest.hats.write.sort.RowSpill;
import org.almagest.ingest.file.BadRow;
import org.almagest.ingest.file.BadRowException;
import org.almagest.ingest.file.BadRows;
import org.almagest.ingest.file.FilePart;
import org.almagest.ingest.file.RowSource;
import org.almagest.ingest.file.RowTaker;
import org.almagest.ingest.file.SourceFile;
import org.almagest.ingest.file.StarRows;
import org.almagest.ingest.file.TextRows;
import org.almagest.ingest.file.VotableRows;
import org.jspecify.annotations.Nullable;

/**
 * Reads parts of files into spill files.
 *
 * @param folder where those go
 * @param countOrder the order of the cells to count rows by
 * @param bytes about how much one task may keep in memory
 */
public record PartStage(
    TableShape shape, BadRows badRows, String folder, int countOrder, long bytes)
    implements Serializable {

  private static final int REPORTS_OF_A_PART = 20;

  /** A part that is being read. */
  static final class Reading {
    private final PartStage stage;
    private final FilePart part;
    private final RowShaper shaper;
    private final RowSpill spill;
    private final List<BadRow> badRows = new ArrayList<>();
    private long good;
    private long bad;

    Reading(PartStage stage, FilePart part) {
      this.stage = stage;
      this.part = part;
      this.shaper = new RowShaper(stage.shape(), part.file());
      List<ColumnType> types = stage.shape().columns().stream().map(CatalogColumn::type).toList();
      this.spill =
          RowSpill.keyedByPixel(
              Path.of(stage.folder()),
              "rows-" + part.number(),
              types,
              stage.bytes(),
              stage.countOrder());
    }

    RowShaper shaper() {
      return shaper;
    }

    RowSpill spill() {
      return spill;
    }

    /** Whether there are so many bad rows that reading on is of no use. */
    boolean isHopeless() {
      return stage.badRows() == BadRows.FAIL && bad >= REPORTS_OF_A_PART;
    }

    /** A row whose values are in the spill. */
    void keep(long pixel) {
      spill.addKey(pixel);
      good++;
    }

    /** A row that cannot be read, of which no values, or all, are in the spill. */
    void report(long position, String problem) {
      bad++;
      if (badRows.size() < REPORTS_OF_A_PART) {
        badRows.add(new BadRow(part.file().path(), position, problem));
      }
    }

    /** The key of a row of a table without positions: such rows keep their order. */
    long ordinal() {
      return ((long) part.number() << 40) + good;
    }

    StagedPart finish() throws IOException {
      return new StagedPart(
          spill.finish(), stage.shape().sky() == null ? null : spill.counts(), good, bad, badRows);
    }
  }

  StagedPart read(FilePart part) throws IOException {
    Reading reading = new Reading(this, part);
    switch (part.file().format()) {
      case PARQUET -> ParquetPart.read(part, shape, reading, bytes);
      case VOTABLE -> VotableRows.read(part.file(), new Taker(reading));
      case TEXT, FITS -> {
        try (RowSource rows = source(part.file())) {
          readRows(rows, new Taker(reading));
        }
      }
    }
    return reading.finish();
  }

  private static RowSource source(SourceFile file) throws IOException {
    return file.format() == SourceFile.Format.FITS ? new StarRows(file) : new TextRows(file);
  }

  private static void readRows(RowSource rows, RowTaker taker) throws IOException {
    while (!taker.isHopeless()) {
      @Nullable Object @Nullable [] raw = rows.next();
      if (raw == null) {
        return;
      }
      String problem = rows.problem();
      if (problem == null) {
        taker.take(raw, rows.position());
      } else {
        taker.refuse(problem, rows.position());
      }
    }
  }

  /** Puts rows of a file where they are kept, or reports them. */
  final class Taker implements RowTaker {
    private final Reading reading;
    private final List<ColumnBlock> blocks;

    Taker(Reading reading) {
      this.reading = reading;
      this.blocks = reading.spill().columns();
    }

    @Override
    public boolean isHopeless() {
      return reading.isHopeless();
    }

    @Override
    public void refuse(String problem, long position) {
      reading.report(position, problem);
    }

    @Override
    public void take(@Nullable Object[] raw, long position) throws IOException {
      SkyPlan sky = shape.sky();
      try {
        @Nullable Object[] values = reading.shaper().shape(raw);
        long key = sky == null ? reading.ordinal() : reading.shaper().pixel(values, sky);
        for (int column = 0; column < values.length; column++) {
          blocks.get(column).add(values[column]);
        }
        reading.keep(key);
        reading.spill().flushIfFull();
      } catch (BadRowException e) {
        reading.report(position, String.valueOf(e.getMessage()));
      }
    }
  }
}
