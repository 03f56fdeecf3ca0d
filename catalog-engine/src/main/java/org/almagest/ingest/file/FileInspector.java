package org.almagest.ingest.file;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.ColumnType;
import org.almagest.ingest.error.IngestException;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Finds out what a file is, by its content, and what its columns are. */
public final class FileInspector {

  private static final int SNIFFED_BYTES = 4096;
  private static final char[] DELIMITERS = {',', '\t', ';', '|'};

  private final List<String> expectedNames;
  private final Header header;
  private final Function<String, SourceFile> parquet;

  /**
   * Remembers what is expected.
   *
   * @param expectedNames the columns of the Felis file or the request; empty where none are given
   * @param parquet describes a Parquet file
   */
  public FileInspector(
      List<String> expectedNames, Header header, Function<String, SourceFile> parquet) {
    this.expectedNames = List.copyOf(expectedNames);
    this.header = header;
    this.parquet = parquet;
  }

  public SourceFile inspect(Path file) {
    String path = file.toAbsolutePath().normalize().toString();
    if (!Files.isReadable(file)) {
      throw new IngestException(
          IngestException.Code.NO_SUCH_FILE, "There is no file [" + path + "] that can be read");
    }
    if (Files.isDirectory(file)) {
      throw new IngestException(
          IngestException.Code.NO_SUCH_FILE, "[" + path + "] is a folder: name the files in it");
    }
    byte[] start = start(path);
    return switch (format(path, start)) {
      case PARQUET -> parquet.apply(path);
      case FITS -> StarFile.describe(path);
      case VOTABLE -> VotableRows.describe(path);
      case TEXT -> text(path);
    };
  }

  private static byte[] start(String path) {
    try (InputStream in = TextFile.open(Path.of(path))) {
      return in.readNBytes(SNIFFED_BYTES);
    } catch (IOException e) {
      throw BrokenFile.at(path, 1, e);
    }
  }

  private static SourceFile.Format format(String path, byte[] start) {
    String text = new String(start, StandardCharsets.ISO_8859_1);
    if (text.startsWith("PAR1")) {
      return SourceFile.Format.PARQUET;
    }
    if (text.startsWith("SIMPLE  =")) {
      return SourceFile.Format.FITS;
    }
    if (text.contains("<VOTABLE") || text.contains(":VOTABLE")) {
      return SourceFile.Format.VOTABLE;
    }
    String name = path.toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
    String wrong = null;
    if (text.isEmpty()) {
      wrong = "is empty";
    } else if (name.matches(".*\\.(parquet|parq)")) {
      wrong = "is no Parquet file, as its name says: it does not begin with PAR1";
    } else if (name.matches(".*\\.(fits|fit)")) {
      wrong = "is no FITS file, as its name says: it does not begin with SIMPLE";
    } else if (name.matches(".*\\.(vot|votable|xml)")) {
      wrong = "is no VOTable, as its name says: it has no element VOTABLE";
    } else if (text.indexOf('\0') >= 0) {
      wrong =
          "is neither text nor FITS, VOTable or Parquet; give CSV or TSV (gzip too), or one of"
              + " those";
    }
    if (wrong != null) {
      throw new IngestException(IngestException.Code.BROKEN_FILE, "[" + path + "] " + wrong);
    }
    return SourceFile.Format.TEXT;
  }

  private SourceFile text(String path) {
    char delimiter = delimiter(path);
    List<String> first = firstRow(path, delimiter);
    boolean hasHeader = hasHeader(path, first);
    List<String> names = hasHeader ? named(first) : expectedNames;
    if (!hasHeader && first.size() != names.size()) {
      throw new IngestException(
          IngestException.Code.WRONG_REQUEST,
          "The first row of ["
              + path
              + "] has "
              + first.size()
              + " fields, but "
              + names.size()
              + " columns are described: "
              + String.join(", ", names));
    }
    List<CatalogColumn> columns =
        names.stream().map(name -> CatalogColumn.of(name, ColumnType.STRING)).toList();
    return new SourceFile(path, SourceFile.Format.TEXT, delimiter, columns, hasHeader, Map.of());
  }

  private static List<String> named(List<String> first) {
    List<String> names = new ArrayList<>();
    for (int index = 0; index < first.size(); index++) {
      String name = first.get(index).strip();
      names.add(name.isEmpty() ? "column_" + (index + 1) : name);
    }
    return names;
  }

  private boolean hasHeader(String path, List<String> first) {
    if (header == Header.PRESENT) {
      return true;
    }
    if (header == Header.ABSENT) {
      requireNames(path);
      return false;
    }
    if (!expectedNames.isEmpty()) {
      long known =
          first.stream()
              .filter(cell -> expectedNames.stream().anyMatch(cell.strip()::equalsIgnoreCase))
              .count();
      return 2 * known >= Math.min(first.size(), expectedNames.size());
    }
    if (first.stream().anyMatch(FileInspector::isValue)) {
      requireNames(path);
    }
    return true;
  }

  private void requireNames(String path) {
    if (expectedNames.isEmpty()) {
      throw new IngestException(
          IngestException.Code.WRONG_REQUEST,
          "The first line of ["
              + path
              + "] does not name the columns: give a Felis file or the"
              + " names of the columns");
    }
  }

  private static boolean isValue(String cell) {
    if (cell.equals("\\N")) {
      return true;
    }
    ColumnGuess guess = new ColumnGuess();
    guess.add(cell);
    return !cell.isBlank() && guess.type() != ColumnType.STRING;
  }

  private static List<String> firstRow(String path, char delimiter) {
    try (BufferedReader reader = TextFile.reader(Path.of(path))) {
      TextFile.skipComments(reader);
      try (CSVParser parser = TextFile.format(delimiter).parse(reader)) {
        for (CSVRecord record : parser) {
          if (record.size() > 1 || !record.get(0).isBlank()) {
            return record.toList();
          }
        }
      }
    } catch (IOException | IllegalStateException | UncheckedIOException e) {
      throw BrokenFile.at(path, 1, e);
    }
    throw new IngestException(
        IngestException.Code.BROKEN_FILE, "[" + path + "] holds no rows at all");
  }

  private char delimiter(String path) {
    char best = ',';
    int most = 0;
    for (char candidate : DELIMITERS) {
      int fields;
      try {
        fields = firstRow(path, candidate).size();
      } catch (IngestException e) {
        continue;
      }
      if (fields == expectedNames.size() && fields > 1) {
        return candidate;
      }
      if (fields > most) {
        most = fields;
        best = candidate;
      }
    }
    return best;
  }
}
