package org.almagest.ingest.file;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.almagest.catalog.CatalogColumn;

/**
 * A file to read, looked at.
 *
 * @param path its path
 * @param format what it is
 * @param delimiter what separates fields, of text
 * @param columns its columns, in order; of text, all are of type STRING
 * @param hasHeader whether the first line of text holds the names
 * @param leftOut names of columns that no table can hold, with the reason
 */
public record SourceFile(
    String path,
    Format format,
    char delimiter,
    List<CatalogColumn> columns,
    boolean hasHeader,
    Map<String, String> leftOut)
    implements Serializable {

  /** What a file is. */
  public enum Format {
    /** Fields separated by a delimiter, gzip or not. */
    TEXT,
    PARQUET,
    FITS,
    VOTABLE
  }

  Optional<CatalogColumn> column(String name) {
    int index = indexOf(name);
    return index < 0 ? Optional.empty() : Optional.of(columns.get(index));
  }

  /** The index of a column; -1 if there is none of that name. */
  public int indexOf(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    int found = -1;
    for (int index = 0; index < columns.size(); index++) {
      String candidate = columns.get(index).name();
      if (candidate.equals(name)) {
        return index;
      }
      if (candidate.toLowerCase(Locale.ROOT).equals(wanted)) {
        found = index;
      }
    }
    return found;
  }
}
