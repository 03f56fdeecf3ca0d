package org.almagest.ingest.file;

import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipException;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.ColumnType;
import org.almagest.foreign.FitsCheck;
import org.almagest.foreign.ForeignTableException;
import org.jspecify.annotations.Nullable;
import uk.ac.starlink.fits.FitsTableBuilder;
import uk.ac.starlink.table.ColumnInfo;
import uk.ac.starlink.table.StarTable;
import uk.ac.starlink.table.StoragePolicy;
import uk.ac.starlink.table.Tables;
import uk.ac.starlink.util.FileDataSource;

/** Opens FITS tables, and tells the columns of tables. */
public final class StarFile {

  private StarFile() {}

  static StarTable open(String path) {
    try {
      return new FitsTableBuilder()
          .makeStarTable(new FileDataSource(new File(path)), false, StoragePolicy.PREFER_DISK);
    } catch (IOException | RuntimeException e) {
      throw BrokenFile.of(path, SourceFile.Format.FITS.toString(), e);
    }
  }

  public static SourceFile describe(String path) {
    check(path, new RowProblems(path));
    try (StarTable table = open(path)) {
      return describe(SourceFile.Format.FITS, path, table);
    } catch (IOException e) {
      throw BrokenFile.of(path, SourceFile.Format.FITS.toString(), e);
    }
  }

  /** Looks at a file before it is opened: whether it is whole, and holds what it declares. */
  static void check(String path, RowProblems problems) {
    try {
      FitsCheck.check(Path.of(path), problems);
    } catch (ForeignTableException e) {
      throw BrokenFile.refused(path, e);
    } catch (EOFException | ZipException e) {
      throw BrokenFile.at(path, 1, e);
    } catch (IOException e) {
      throw BrokenFile.of(path, SourceFile.Format.FITS.toString(), e);
    }
  }

  public static SourceFile describe(SourceFile.Format format, String path, StarTable table) {
    List<CatalogColumn> columns = new ArrayList<>();
    Map<String, String> leftOut = new LinkedHashMap<>();
    for (int index = 0; index < table.getColumnCount(); index++) {
      ColumnInfo info = table.getColumnInfo(index);
      ColumnType type = type(info);
      if (type == null) {
        leftOut.put(info.getName(), "holds arrays or other values that are no single value");
      }
      columns.add(
          new CatalogColumn(
              info.getName(),
              type == null ? ColumnType.STRING : type,
              info.getUnitString(),
              info.getUCD(),
              info.getUtype(),
              info.getDescription(),
              CatalogColumn.Visibility.SECONDARY,
              CatalogColumn.Access.SCANNED,
              type == ColumnType.STRING ? info.getXtype() : null));
    }
    return new SourceFile(path, format, ' ', columns, false, leftOut);
  }

  private static @Nullable ColumnType type(ColumnInfo info) {
    Class<?> content = info.getContentClass();
    if (content == Boolean.class) {
      return ColumnType.BOOLEAN;
    }
    if (content == Short.class || content == Byte.class) {
      Object flag = info.getAuxDatumValue(Tables.UBYTE_FLAG_INFO, Boolean.class);
      return Boolean.TRUE.equals(flag) ? ColumnType.UNSIGNED_BYTE : ColumnType.SHORT;
    }
    if (content == Integer.class) {
      return ColumnType.INTEGER;
    }
    if (content == Long.class) {
      return ColumnType.LONG;
    }
    if (content == Float.class) {
      return ColumnType.FLOAT;
    }
    if (content == Double.class) {
      return ColumnType.DOUBLE;
    }
    if (content == String.class || content == Character.class) {
      return "timestamp".equals(info.getXtype()) ? ColumnType.TIMESTAMP : ColumnType.STRING;
    }
    return null;
  }
}
