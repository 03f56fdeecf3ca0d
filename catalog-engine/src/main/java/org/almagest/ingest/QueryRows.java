package org.almagest.ingest;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.almagest.catalog.CatalogColumn;
import org.almagest.hats.NioParquet;
import org.almagest.hats.SpatialColumn;
import org.almagest.hats.column.ColumnException;
import org.almagest.hats.column.ColumnFile;
import org.almagest.hats.column.ColumnValues;
import org.almagest.hats.column.RowSpan;
import org.almagest.hats.write.block.ColumnBlock;
import org.almagest.hats.write.block.DoubleBlock;
import org.almagest.hats.write.sort.RowSpill;
import org.almagest.ingest.file.BrokenFile;
import org.almagest.ingest.file.FilePart;
import org.almagest.ingest.file.ParquetColumn;

/**
 * Reads the rows of a query's result into spill files.
 *
 * @param ra the index of the right ascension among the columns
 * @param dec the index of the declination among the columns
 * @param folder where the spill files go
 * @param countOrder the order of the cells to count rows by
 * @param bytes about how much one task may keep in memory
 */
record QueryRows(
    List<CatalogColumn> columns, int ra, int dec, String folder, int countOrder, long bytes)
    implements Serializable {

  QueryRows {
    columns = List.copyOf(columns);
  }

  StagedPart read(FilePart part) throws IOException {
    RowSpill spill =
        RowSpill.keyedByPixel(
            Path.of(folder),
            "rows-" + part.number(),
            columns.stream().map(CatalogColumn::type).toList(),
            bytes,
            countOrder);
    long rows = 0;
    try (ColumnFile file = ColumnFile.open(NioParquet.input(Path.of(part.file().path())))) {
      for (int group = part.firstGroup(); group < part.firstGroup() + part.groups(); group++) {
        int size = Math.toIntExact(file.footer().getBlocks().get(group).getRowCount());
        read(file, new RowSpan(group, 0, size), spill);
        rows += size;
      }
    } catch (ColumnException e) {
      throw BrokenFile.of(part.file().path(), "Parquet", e);
    }
    return new StagedPart(spill.finish(), spill.counts(), rows, 0, List.of());
  }

  private void read(ColumnFile file, RowSpan span, RowSpill spill) throws IOException {
    List<ColumnBlock> blocks = spill.columns();
    int start = spill.rows();
    Map<Integer, String> problems = new HashMap<>();
    for (int column = 0; column < columns.size(); column++) {
      CatalogColumn wanted = columns.get(column);
      ColumnValues values = file.read(wanted.name(), List.of(span));
      ParquetColumn.of(file, wanted.name())
          .appendAsIs(values, wanted, blocks.get(column), problems);
    }
    if (!problems.isEmpty()) {
      throw new IOException("A result has values of other types: " + problems.values());
    }
    for (int row = start; row < start + span.rows(); row++) {
      spill.addKey(
          SpatialColumn.deepestPixel(degrees(blocks.get(ra), row), degrees(blocks.get(dec), row)));
    }
    spill.flushIfFull();
  }

  private static double degrees(ColumnBlock block, int row) {
    if (block.isNull(row)) {
      return Double.NaN;
    }
    return block instanceof DoubleBlock doubles
        ? doubles.values()[row]
        : block.value(row) instanceof Number number ? number.doubleValue() : Double.NaN;
  }
}
