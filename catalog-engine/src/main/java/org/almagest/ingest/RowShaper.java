package org.almagest.ingest;

import java.util.List;
import org.almagest.catalog.CatalogColumn;
import org.almagest.hats.write.block.ColumnBlock;
import org.almagest.hats.write.block.DoubleBlock;
import org.almagest.hats.write.block.FloatBlock;
import org.almagest.hats.write.block.IntBlock;
import org.almagest.hats.write.block.LongBlock;
import org.almagest.ingest.file.BadRowException;
import org.almagest.ingest.file.Cells;
import org.almagest.ingest.file.SourceFile;
import org.almagest.sky.healpix.Healpix;
import org.almagest.sky.text.Sexagesimal;
import org.jspecify.annotations.Nullable;

/** Makes rows of the table from the rows of one file. */
final class RowShaper {

  private final TableShape shape;
  private final SourceFile file;
  private final int[] indexes;

  RowShaper(TableShape shape, SourceFile file) {
    this.shape = shape;
    this.file = file;
    this.indexes = new int[shape.fromFiles()];
    for (int column = 0; column < indexes.length; column++) {
      indexes[column] = file.indexOf(shape.columns().get(column).name());
    }
  }

  /**
   * A row of the table.
   *
   * @param raw a value for each column of the file
   * @return a value for each column of the table
   */
  @Nullable Object[] shape(@Nullable Object[] raw) throws BadRowException {
    if (raw.length != file.columns().size()) {
      throw new BadRowException(
          "the row has "
              + raw.length
              + (raw.length == 1 ? " field" : " fields")
              + ", expected "
              + file.columns().size());
    }
    @Nullable Object[] row = new @Nullable Object[shape.columns().size()];
    for (int index = 0; index < indexes.length; index++) {
      CatalogColumn column = shape.columns().get(index);
      try {
        row[index] = Cells.convert(raw[indexes[index]], column.type());
      } catch (BadRowException e) {
        throw new BadRowException("column [" + column.name() + "]: " + e.getMessage());
      }
    }
    SkyPlan sky = shape.sky();
    if (sky != null && sky.form() == SkyPlan.Form.SEXAGESIMAL) {
      addDegrees(row, sky);
    }
    return row;
  }

  private void addDegrees(@Nullable Object[] row, SkyPlan sky) throws BadRowException {
    double[] degrees = degrees(row[sky.ra()], row[sky.dec()], sky);
    row[shape.fromFiles()] = degrees[0];
    row[shape.fromFiles() + 1] = degrees[1];
  }

  /** The position of two texts. */
  double[] degrees(@Nullable Object ra, @Nullable Object dec, SkyPlan sky) throws BadRowException {
    if (ra == null || dec == null) {
      throw missing(ra == null ? sky.ra() : sky.dec());
    }
    try {
      return new double[] {
        Sexagesimal.hoursToDegrees((String) ra), Sexagesimal.degrees((String) dec)
      };
    } catch (NumberFormatException e) {
      throw new BadRowException("position: " + e.getMessage());
    }
  }

  private Object required(@Nullable Object[] row, int index) throws BadRowException {
    Object value = row[index];
    if (value == null) {
      throw missing(index);
    }
    return value;
  }

  private BadRowException missing(int index) {
    return new BadRowException(
        "column [" + shape.columns().get(index).name() + "]: the position is missing");
  }

  /** The HEALPix pixel of a row of the table. */
  long pixel(@Nullable Object[] row, SkyPlan sky) throws BadRowException {
    boolean added = sky.form() == SkyPlan.Form.SEXAGESIMAL;
    double ra = ((Number) required(row, added ? shape.fromFiles() : sky.ra())).doubleValue();
    double dec = ((Number) required(row, added ? shape.fromFiles() + 1 : sky.dec())).doubleValue();
    return pixel(ra, dec, sky);
  }

  /** The same of a row in columns, with its position in degrees. */
  long pixel(List<ColumnBlock> columns, int row, SkyPlan sky) throws BadRowException {
    boolean added = sky.form() == SkyPlan.Form.SEXAGESIMAL;
    double ra = degrees(columns, row, added ? shape.fromFiles() : sky.ra());
    double dec = degrees(columns, row, added ? shape.fromFiles() + 1 : sky.dec());
    return pixel(ra, dec, sky);
  }

  private double degrees(List<ColumnBlock> columns, int row, int index) throws BadRowException {
    ColumnBlock block = columns.get(index);
    if (block.isNull(row)) {
      throw missing(index);
    }
    if (block instanceof DoubleBlock values) {
      return values.values()[row];
    }
    if (block instanceof FloatBlock values) {
      return values.values()[row];
    }
    if (block instanceof LongBlock values) {
      return values.values()[row];
    }
    if (block instanceof IntBlock values) {
      return values.values()[row];
    }
    throw new IllegalArgumentException("A position is a number");
  }

  private static long pixel(double ra, double dec, SkyPlan sky) throws BadRowException {
    if (!(dec >= -90 && dec <= 90)) {
      throw new BadRowException(
          "column ["
              + sky.columns().dec()
              + "]: declination ["
              + dec
              + "] deg is not between -90 and 90");
    }
    if (!(ra >= -180 && ra <= 360)) {
      throw new BadRowException(
          "column ["
              + sky.columns().ra()
              + "]: right ascension ["
              + ra
              + "] deg is not between 0 and 360");
    }
    return Healpix.cell(Healpix.MAX_ORDER, ra, dec);
  }
}
