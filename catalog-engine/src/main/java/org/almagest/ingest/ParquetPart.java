package org.almagest.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.almagest.catalog.CatalogColumn;
import org.almagest.hats.NioParquet;
import org.almagest.hats.column.ColumnException;
import org.almagest.hats.column.ColumnFile;
import org.almagest.hats.column.ColumnMemory;
import org.almagest.hats.column.ColumnValues;
import org.almagest.hats.column.RowSpan;
import org.almagest.hats.write.block.ColumnBlock;
import org.almagest.ingest.PartStage.Reading;
import org.almagest.ingest.file.BadRowException;
import org.almagest.ingest.file.BrokenFile;
import org.almagest.ingest.file.FilePart;
import org.almagest.ingest.file.ParquetColumn;
import org.jspecify.annotations.Nullable;

/** Reads row groups of a Parquet file column by column. */
final class ParquetPart {

  private static final int MOST_ROWS = 1 << 20;
  private static final int BYTES_OF_VALUE = 16;

  private final ColumnFile file;
  private final FilePart part;
  private final TableShape shape;
  private final Reading reading;

  private ParquetPart(ColumnFile file, FilePart part, TableShape shape, Reading reading) {
    this.file = file;
    this.part = part;
    this.shape = shape;
    this.reading = reading;
  }

  static void read(FilePart part, TableShape shape, Reading reading, long bytes)
      throws IOException {
    try (ColumnFile file = ColumnFile.open(NioParquet.input(Path.of(part.file().path())))) {
      new ParquetPart(file, part, shape, reading).readGroups(bytes);
    } catch (ColumnException e) {
      throw BrokenFile.of(part.file().path(), "Parquet", e);
    }
  }

  private void readGroups(long bytes) throws IOException {
    double bytesOfRow = Math.max((double) BYTES_OF_VALUE * shape.columns().size(), stored());
    int most = ColumnMemory.rows(bytes, bytesOfRow, 1, MOST_ROWS);
    long before = part.firstRow();
    for (int group = part.firstGroup(); group < part.firstGroup() + part.groups(); group++) {
      int rows = Math.toIntExact(file.footer().getBlocks().get(group).getRowCount());
      for (int first = 0; first < rows && !reading.isHopeless(); first += most) {
        int last = Math.min(rows, first + most);
        readSpan(new RowSpan(group, first, last), before + first + 1);
      }
      before += rows;
    }
  }

  /** About how many bytes a row has once it is decoded. */
  private double stored() {
    double bytes = 0;
    for (int column = 0; column < shape.fromFiles(); column++) {
      bytes += file.bytesOfRow(name(shape.columns().get(column)));
    }
    return bytes;
  }

  private String name(CatalogColumn wanted) {
    return part.file().columns().get(part.file().indexOf(wanted.name())).name();
  }

  private void readSpan(RowSpan span, long firstPosition) throws IOException {
    List<ColumnBlock> blocks = reading.spill().columns();
    int start = reading.spill().rows();
    Map<Integer, String> problems = new HashMap<>();
    for (int column = 0; column < shape.fromFiles(); column++) {
      CatalogColumn wanted = shape.columns().get(column);
      String name = name(wanted);
      ColumnValues values = file.read(name, List.of(span));
      ParquetColumn.of(file, name).append(values, wanted, blocks.get(column), problems);
    }
    SkyPlan sky = shape.sky();
    if (sky != null && sky.form() == SkyPlan.Form.SEXAGESIMAL) {
      addDegrees(start, span.rows(), sky, problems);
    }
    for (int row = 0; row < span.rows(); row++) {
      keep(start + row, problems.isEmpty() ? null : problems.get(row), firstPosition + row);
    }
    reading.spill().flushIfFull();
  }

  private void addDegrees(int start, int rows, SkyPlan sky, Map<Integer, String> problems) {
    List<ColumnBlock> blocks = reading.spill().columns();
    ColumnBlock ra = blocks.get(shape.fromFiles());
    ColumnBlock dec = blocks.get(shape.fromFiles() + 1);
    for (int row = 0; row < rows; row++) {
      double[] degrees = {0, 0};
      if (!problems.containsKey(row)) {
        try {
          degrees =
              reading
                  .shaper()
                  .degrees(
                      blocks.get(sky.ra()).value(start + row),
                      blocks.get(sky.dec()).value(start + row),
                      sky);
        } catch (BadRowException e) {
          problems.put(row, String.valueOf(e.getMessage()));
        }
      }
      ra.add(degrees[0]);
      dec.add(degrees[1]);
    }
  }

  private void keep(int row, @Nullable String problem, long position) {
    SkyPlan sky = shape.sky();
    if (problem == null) {
      try {
        reading.keep(
            sky == null
                ? reading.ordinal()
                : reading.shaper().pixel(reading.spill().columns(), row, sky));
        return;
      } catch (BadRowException e) {
        reading.report(position, String.valueOf(e.getMessage()));
      }
    } else {
      reading.report(position, problem);
    }
    reading.spill().drop();
  }
}
