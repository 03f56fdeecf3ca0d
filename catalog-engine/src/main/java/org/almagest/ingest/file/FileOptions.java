package org.almagest.ingest.file;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How to read the files, where they do not tell it themselves.
 *
 * @param ra the column of the right ascension; null to find it
 * @param dec the column of the declination; null to find it
 * @param columnNames the names of the columns of text files without a header and without a Felis
 *     file; else empty
 * @param header whether text files have one
 * @param badRows what to do with rows that cannot be read
 */
public record FileOptions(
    @Nullable String ra,
    @Nullable String dec,
    List<String> columnNames,
    Header header,
    BadRows badRows) {

  /** All is found in the files, and a bad row fails the ingest. */
  public static final FileOptions DEFAULT = position(null, null);

  /** Copies the names. */
  public FileOptions {
    columnNames = List.copyOf(columnNames);
  }

  /** The default with these position columns. */
  public static FileOptions position(@Nullable String ra, @Nullable String dec) {
    return new FileOptions(ra, dec, List.of(), Header.DETECT, BadRows.FAIL);
  }

  /** The default for text files of these columns, which have no header. */
  public static FileOptions columns(List<String> names) {
    return new FileOptions(null, null, names, Header.DETECT, BadRows.FAIL);
  }

  /** The same, with another way to treat bad rows. */
  public FileOptions withBadRows(BadRows policy) {
    return new FileOptions(ra, dec, columnNames, header, policy);
  }
}
