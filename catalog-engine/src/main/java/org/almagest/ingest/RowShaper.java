package org.almagest.ingest;

import org.almagest.catalog.CatalogColumn;
import org.almagest.sky.Healpix;
import org.almagest.sky.Sexagesimal;
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
    try {
      row[shape.fromFiles()] = Sexagesimal.hoursToDegrees(text(row, sky.ra()));
      row[shape.fromFiles() + 1] = Sexagesimal.degrees(text(row, sky.dec()));
    } catch (NumberFormatException e) {
      throw new BadRowException("position: " + e.getMessage());
    }
  }

  private String text(@Nullable Object[] row, int index) throws BadRowException {
    return (String) required(row, index);
  }

  private Object required(@Nullable Object[] row, int index) throws BadRowException {
    Object value = row[index];
    if (value == null) {
      throw new BadRowException(
          "column [" + shape.columns().get(index).name() + "]: the position is missing");
    }
    return value;
  }

  /** The HEALPix pixel of a row of the table. */
  long pixel(@Nullable Object[] row, SkyPlan sky) throws BadRowException {
    boolean added = sky.form() == SkyPlan.Form.SEXAGESIMAL;
    double ra = ((Number) required(row, added ? shape.fromFiles() : sky.ra())).doubleValue();
    double dec = ((Number) required(row, added ? shape.fromFiles() + 1 : sky.dec())).doubleValue();
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
