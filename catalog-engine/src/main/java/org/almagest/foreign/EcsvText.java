package org.almagest.foreign;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.ac.starlink.ecsv.EcsvColumn;
import uk.ac.starlink.ecsv.EcsvFormatException;
import uk.ac.starlink.ecsv.EcsvHeader;
import uk.ac.starlink.ecsv.EcsvMeta;
import uk.ac.starlink.ecsv.LineReader;
import uk.ac.starlink.ecsv.SnakeYamlParser;

/**
 * The text of the rows of an ECSV file, read beside the reader of tables, which makes null of what
 * it does not understand, and ends at a row that is one empty cell (astropy APE 6).
 */
public final class EcsvText implements AutoCloseable {
  private final LineReader lines;
  private final char delimiter;
  private final EcsvCells[] columns;
  private final List<String> words = new ArrayList<>();
  private long row;

  private EcsvText(LineReader lines, EcsvMeta header) {
    this.lines = lines;
    this.delimiter = header.getDelimiter();
    EcsvColumn<?>[] declared = header.getColumns();
    this.columns = new EcsvCells[declared.length];
    for (int index = 0; index < declared.length; index++) {
      columns[index] = EcsvCells.of(declared[index]);
    }
  }

  /** Opens a file, at its first row. */
  public static EcsvText open(Path file) throws IOException {
    LineReader lines =
        LineReader.createAsciiLineReader(new BufferedInputStream(Files.newInputStream(file)));
    try {
      EcsvHeader header = EcsvHeader.readHeader(lines);
      return new EcsvText(lines, new SnakeYamlParser().parseMeta(header.getYamlLines()));
    } catch (EcsvFormatException failure) {
      lines.close();
      throw ForeignTableException.bad(
          "has no ECSV header that can be read: " + failure.getMessage(), failure);
    } catch (IOException | RuntimeException failure) {
      lines.close();
      throw failure;
    }
  }

  /**
   * Goes to the next row.
   *
   * @param isRow whether the reader of tables has another one
   * @throws ForeignTableException if it has none, but the file goes on
   */
  public void next(boolean isRow) throws IOException {
    if (isRow) {
      readRow();
      row++;
      return;
    }
    String line = lines.readLine();
    while (line != null && line.isBlank()) {
      line = lines.readLine();
    }
    if (line != null) {
      throw ForeignTableException.bad(
          "has an empty row after row "
              + row
              + ", behind which the reader of ECSV sees nothing: give it a value or a second"
              + " column");
    }
  }

  private void readRow() throws IOException {
    words.clear();
    StringBuilder word = new StringBuilder();
    boolean quoted = false;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      for (int index = 0; index < line.length(); index++) {
        char character = line.charAt(index);
        if (character == delimiter && !quoted) {
          words.add(word.toString());
          word.setLength(0);
        } else if (character != '"') {
          word.append(character);
        } else if (quoted && index + 1 < line.length() && line.charAt(index + 1) == '"') {
          word.append('"');
          index++;
        } else {
          quoted = !quoted;
        }
      }
      if (!quoted) {
        words.add(word.toString());
        return;
      }
      word.append('\n');
    }
  }

  /**
   * The values of this row as they are meant.
   *
   * @param read what the reader of tables made of it
   * @throws ForeignTableException if a cell is not of the type of its column
   */
  public @Nullable Object[] checked(@Nullable Object[] read) {
    for (int index = 0; index < columns.length && index < words.size(); index++) {
      String word = words.get(index);
      if (!word.isEmpty()) {
        String problem = columns[index].problem(word);
        if (problem != null) {
          CellProblems.REFUSED.found(row, problem);
        }
        read[index] = columns[index].value(word, read[index]);
      }
    }
    return read;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
