package org.almagest.api.upload;

import java.io.IOException;
import java.nio.file.Path;
import org.almagest.foreign.EcsvText;
import uk.ac.starlink.table.RowSequence;
import uk.ac.starlink.table.StarTable;
import uk.ac.starlink.table.WrapperRowSequence;
import uk.ac.starlink.table.WrapperStarTable;

/** A table of an ECSV file whose cells are looked at as the text that they are. */
final class EcsvTable extends WrapperStarTable {
  private final Path file;

  private EcsvTable(StarTable table, Path file) {
    super(table);
    this.file = file;
  }

  static StarTable of(StarTable table, Path file) {
    return new EcsvTable(table, file);
  }

  @Override
  public RowSequence getRowSequence() throws IOException {
    EcsvText text = EcsvText.open(file);
    return new WrapperRowSequence(super.getRowSequence()) {
      @Override
      public boolean next() throws IOException {
        boolean isRow = super.next();
        text.next(isRow);
        return isRow;
      }

      @Override
      public Object[] getRow() throws IOException {
        return text.checked(super.getRow());
      }

      @Override
      public void close() throws IOException {
        text.close();
        super.close();
      }
    };
  }
}
