package org.almagest.corpus;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.almagest.catalog.SkyColumns;
import org.jspecify.annotations.Nullable;

/**
 * A table of the corpus, ready to be ingested by both sides.
 *
 * @param release the name before the dot in ADQL
 * @param name the name after the dot
 * @param file what is read: the file of the data set, or one written for the corpus where a table
 *     has binary columns
 * @param felis the Felis file that describes all tables of the release
 * @param skyColumns the columns of the file that hold the position, or null where it has none
 * @param rowsWithoutPosition rows of the file that a sky catalog cannot hold and that are left out
 */
record CorpusTable(
    String release,
    String name,
    Path file,
    Path felis,
    Format format,
    List<ColumnDefinition> columns,
    @Nullable SkyColumns skyColumns,
    int rowsWithoutPosition) {

  /** How the files of the corpus separate values, and where their column names come from. */
  enum Format {
    /** Commas, {@code \N} for null, no quotes, no header. */
    COMMA_NO_HEADER(',', "\\N"),
    /** Tabs, {@code \N} for null, no quotes, no header. */
    TAB_NO_HEADER('\t', "\\N"),
    /** Commas, an empty value for null, a header. */
    COMMA_HEADER(',', ""),
    /** Semicolons, quotes where needed, an empty value for null, a header. */
    SEMICOLON_HEADER(';', "");

    final char delimiter;
    final String nullText;

    Format(char delimiter, String nullText) {
      this.delimiter = delimiter;
      this.nullText = nullText;
    }

    boolean hasHeader() {
      return this == COMMA_HEADER || this == SEMICOLON_HEADER;
    }
  }

  CorpusTable {
    columns = List.copyOf(columns);
  }

  Optional<SkyColumns> sky() {
    return Optional.ofNullable(skyColumns);
  }

  @Override
  public String toString() {
    return release + "." + name;
  }
}
