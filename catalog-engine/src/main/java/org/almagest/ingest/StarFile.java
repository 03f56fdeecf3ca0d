package org.almagest.ingest;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.ColumnType;
import org.jspecify.annotations.Nullable;
import uk.ac.starlink.fits.FitsTableBuilder;
import uk.ac.starlink.table.ColumnInfo;
import uk.ac.starlink.table.StarTable;
import uk.ac.starlink.table.StoragePolicy;
import uk.ac.starlink.table.TableBuilder;
import uk.ac.starlink.table.Tables;
import uk.ac.starlink.util.FileDataSource;
import uk.ac.starlink.votable.VOTableBuilder;

/** Opens FITS tables and VOTables. */
final class StarFile {

  private StarFile() {}

  static StarTable open(SourceFile.Format format, String path) {
    TableBuilder builder =
        format == SourceFile.Format.FITS ? new FitsTableBuilder() : new VOTableBuilder();
    try {
      return builder.makeStarTable(
          new FileDataSource(new File(path)), false, StoragePolicy.PREFER_DISK);
    } catch (IOException | RuntimeException e) {
      throw BrokenFile.of(path, format.toString(), e);
    }
  }

  static SourceFile describe(SourceFile.Format format, String path) {
    try (StarTable table = open(format, path)) {
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
    } catch (IOException e) {
      throw BrokenFile.of(path, format.toString(), e);
    }
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
