package org.almagest.api.upload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.almagest.api.error.ServiceException;
import org.almagest.api.error.ServiceException.Code;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.CatalogTable;
import org.almagest.catalog.FilePlacement;
import org.almagest.foreign.ForeignTableException;
import org.almagest.foreign.HeaderTexts;
import org.almagest.hats.HatsFile;
import org.almagest.hats.write.parquet.DataFileWriter;
import org.almagest.userdb.PositionColumns;
import org.jspecify.annotations.Nullable;
import uk.ac.starlink.table.StarTable;
import uk.ac.starlink.table.TableFormatException;
import uk.ac.starlink.table.TableSink;

/** Makes a table that is read into one Parquet file, as those of MyDB are; counts its rows. */
final class TableTarget implements TableSink, AutoCloseable {
  private static final int ROWS_BETWEEN_CHECKS = 1024;

  /** An array is held as a text: eight bits of a byte become sixteen characters. */
  private static final long TEXT_OF_BYTE = 16;

  private final String name;
  private final Path folder;
  private final UploadSettings settings;
  private final Runnable check;
  private final List<UploadColumn> columns = new ArrayList<>();
  private @Nullable DataFileWriter writer;
  private @Nullable Object[] row = {};
  private long rows;
  private long texts;
  private @Nullable HatsFile finished;

  TableTarget(String name, Path folder, UploadSettings settings, Runnable check) {
    this.name = name;
    this.folder = folder;
    this.settings = settings;
    this.check = check;
  }

  @Override
  public void acceptMetadata(StarTable table) throws TableFormatException {
    int count = table.getColumnCount();
    if (count == 0) {
      throw bad("has no columns");
    }
    if (count > settings.columns()) {
      throw tooLarge("has " + count + " columns, more than the limit of " + settings.columns());
    }
    Map<String, String> names = new HashMap<>();
    for (int index = 0; index < count; index++) {
      UploadColumn column = UploadColumn.of(table.getColumnInfo(index), index);
      String shown = column.column().name();
      String other = names.put(shown.toLowerCase(Locale.ROOT), shown);
      if (other != null) {
        throw bad("has columns [" + other + "] and [" + shown + "], which ADQL takes for one");
      }
      columns.add(column);
    }
    HeaderTexts.check(catalogColumns());
    row = new Object[count];
    try {
      Files.createDirectories(folder);
      writer = new DataFileWriter(folder.resolve("part-0.parquet"), catalogColumns());
    } catch (IOException failure) {
      throw new TableFormatException(failure.getMessage(), failure);
    }
  }

  private List<CatalogColumn> catalogColumns() {
    return columns.stream().map(UploadColumn::column).toList();
  }

  @Override
  public void acceptRow(Object[] cells) throws IOException {
    if (writer == null) {
      throw new IllegalStateException("Rows come before the columns");
    }
    if (rows % ROWS_BETWEEN_CHECKS == 0) {
      check.run();
    }
    rows++;
    if (rows > settings.rows()) {
      throw tooLarge("has more rows than the limit of " + settings.rows());
    }
    for (int index = 0; index < row.length; index++) {
      row[index] = columns.get(index).value(cells[index], rows);
      if (row[index] instanceof String text) {
        texts += text.length();
      }
    }
    if (texts > TEXT_OF_BYTE * settings.size().toBytes()) {
      throw tooLarge("has texts and arrays of more than " + texts + " characters");
    }
    writer.write(row);
  }

  @Override
  public void endRows() throws IOException {
    if (writer != null) {
      finished = writer.finish();
    }
  }

  /** How many columns it may have. */
  int mostColumns() {
    return settings.columns();
  }

  /** Whether the columns are known. */
  boolean isOpen() {
    return writer != null;
  }

  /**
   * The table.
   *
   * @throws ServiceException if there was none
   */
  CatalogTable table() {
    if (finished == null) {
      throw bad("holds no table");
    }
    List<CatalogColumn> known = catalogColumns();
    return new CatalogTable(
        Uploads.SCHEMA,
        name,
        null,
        known,
        PositionColumns.in(known).orElse(null),
        new FilePlacement(FilePlacement.Layout.PARQUET, folder),
        finished.rows(),
        finished.bytes());
  }

  ServiceException bad(String what) {
    return new ServiceException(Code.BAD_PARAMETER, "The upload [" + name + "] " + what);
  }

  ServiceException bad(String what, Exception cause) {
    return new ServiceException(Code.BAD_PARAMETER, "The upload [" + name + "] " + what, cause);
  }

  ServiceException refused(ForeignTableException failure) {
    Code code =
        switch (failure.code()) {
          case BROKEN -> Code.BAD_PARAMETER;
          case TOO_LARGE -> Code.TOO_LARGE;
        };
    return new ServiceException(code, "The upload [" + name + "] " + failure.getMessage(), failure);
  }

  ServiceException tooLarge(String what) {
    return new ServiceException(Code.TOO_LARGE, "The upload [" + name + "] " + what);
  }

  @Override
  public void close() throws IOException {
    if (writer != null) {
      writer.close();
    }
  }
}
