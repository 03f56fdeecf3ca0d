package org.almagest.api.upload;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.almagest.foreign.CellProblems;
import org.almagest.foreign.FitsCheck;
import org.almagest.foreign.ForeignTableException;
import org.almagest.foreign.VotableReader;
import org.xml.sax.InputSource;
import uk.ac.starlink.ecsv.EcsvTableBuilder;
import uk.ac.starlink.fits.FitsTableBuilder;
import uk.ac.starlink.parquet.ParquetTableBuilder;
import uk.ac.starlink.table.RowSequence;
import uk.ac.starlink.table.StarTable;
import uk.ac.starlink.table.StoragePolicy;
import uk.ac.starlink.table.TableBuilder;
import uk.ac.starlink.table.formats.CsvTableBuilder;
import uk.ac.starlink.util.Compression;
import uk.ac.starlink.util.FileDataSource;

/** What a table comes as, told by how its file begins. */
enum UploadFormat {
  VOTABLE,
  FITS,
  PARQUET,
  ECSV,
  CSV;

  private static final int HEAD = 512;

  static UploadFormat of(Path file) throws IOException {
    byte[] head = head(file);
    String text = new String(head, StandardCharsets.ISO_8859_1);
    if (text.startsWith("SIMPLE  =")) {
      return FITS;
    }
    if (text.startsWith("PAR1")) {
      return PARQUET;
    }
    if (text.startsWith("# %ECSV")) {
      return ECSV;
    }
    // Of UTF-16 too.
    return text.replaceAll("[\\x00\\s\\xef\\xbb\\xbf\\xfe\\xff]", "").startsWith("<")
        ? VOTABLE
        : CSV;
  }

  private static byte[] head(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(HEAD);
    }
  }

  /** Whether there is nothing in a file but white space. */
  static boolean isBlank(Path file) throws IOException {
    byte[] head = head(file);
    return head.length < HEAD && new String(head, StandardCharsets.UTF_8).isBlank();
  }

  /**
   * Reads the table in a file, once it is known that its rows fit into memory.
   *
   * @throws ForeignTableException if it is not taken
   */
  void read(Path file, ByteLimit limit, TableTarget target) throws IOException {
    switch (this) {
      case VOTABLE -> {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
          VotableReader.read(
              new InputSource(in), VotableReader.Elsewhere.REFUSED, CellProblems.REFUSED, target);
        }
      }
      case FITS -> {
        FitsCheck.check(file, CellProblems.REFUSED);
        read(file, new FitsTableBuilder(), target);
      }
      case PARQUET -> {
        ParquetLengths.check(file, limit, target);
        read(file, new ParquetTableBuilder(), target);
      }
      case ECSV -> {
        CsvLengths.check(file, target, '#');
        read(file, new EcsvTableBuilder(), target);
      }
      case CSV -> {
        CsvLengths.check(file, target, '\0');
        read(file, new CsvTableBuilder(), target);
      }
    }
  }

  private void read(Path file, TableBuilder builder, TableTarget target) throws IOException {
    try (StarTable table = opened(file, builder);
        RowSequence rows = reading(table::getRowSequence)) {
      target.acceptMetadata(table);
      for (Object[] row = next(rows); row.length > 0; row = next(rows)) {
        target.acceptRow(row);
      }
      target.endRows();
    }
  }

  private StarTable opened(Path file, TableBuilder builder) throws IOException {
    FileDataSource source = new FileDataSource(file.toFile());
    source.setCompression(Compression.NONE);
    StarTable table =
        reading(() -> builder.makeStarTable(source, false, StoragePolicy.PREFER_DISK));
    return switch (this) {
      case PARQUET -> ParquetTable.of(table, file);
      case ECSV -> reading(() -> EcsvTable.of(table, file));
      case VOTABLE, FITS, CSV -> table;
    };
  }

  /** The next row; empty after the last. */
  private static Object[] next(RowSequence rows) throws IOException {
    return reading(() -> rows.next() ? rows.getRow() : new Object[0]);
  }

  /** What reads a file. */
  @FunctionalInterface
  private interface Reading<T> {
    T read() throws IOException;
  }

  /** Readers rely on what files say, and fail in any way if that is not so. */
  private static <T> T reading(Reading<T> reading) throws IOException {
    try {
      return reading.read();
    } catch (ForeignTableException known) {
      throw known;
    } catch (RuntimeException failure) {
      throw new IOException(failure);
    }
  }
}
