package org.almagest.ingest.file;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** The rows of a text file. */
public final class TextRows implements RowSource {

  private final String path;
  private final CSVParser parser;
  private final Iterator<CSVRecord> records;
  private final int skippedLines;
  private final int columns;
  private long line;
  private long nextLine;

  public TextRows(SourceFile file) {
    this.path = file.path();
    this.columns = file.columns().size();
    try {
      BufferedReader reader = TextFile.reader(Path.of(path));
      this.skippedLines = TextFile.skipComments(reader);
      this.nextLine = skippedLines + 1L;
      this.parser = TextFile.format(file.delimiter()).parse(reader);
      this.records = parser.iterator();
    } catch (IOException e) {
      throw BrokenFile.at(path, 1, e);
    }
    if (file.hasHeader()) {
      next();
    }
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    try {
      while (records.hasNext()) {
        CSVRecord record = records.next();
        line = nextLine;
        nextLine = Math.max(line + 1, skippedLines + parser.getCurrentLineNumber() + 1);
        boolean blank = record.size() == 1 && record.get(0).isBlank();
        if (!blank || (columns == 1 && records.hasNext())) {
          return record.values();
        }
      }
      return null;
    } catch (UncheckedIOException | IllegalStateException e) {
      throw BrokenFile.at(path, nextLine, e);
    }
  }

  @Override
  public long position() {
    return line;
  }

  @Override
  public void close() {
    try {
      parser.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
