package org.almagest.api.upload;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

  /** Gzip's magic number (RFC 1952). */
  static boolean isGzip(Path file) throws IOException {
    byte[] head = head(file);
    return head.length >= 2 && (head[0] & 0xff) == 0x1f && (head[1] & 0xff) == 0x8b;
  }

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

  /** Reads the table in a file, once it is known that its rows fit into memory. */
  void read(Path file, ByteLimit limit, TableTarget target) throws IOException {
    switch (this) {
      case VOTABLE -> VotableReader.read(file, target);
      case FITS -> {
        FitsLengths.check(file, target);
        read(file, new FitsTableBuilder(), target);
      }
      case PARQUET -> {
        ParquetLengths.check(file, limit, target);
        read(file, new ParquetTableBuilder(), target);
      }
      case ECSV -> {
        CsvLengths.check(file, target);
        read(file, new EcsvTableBuilder(), target);
      }
      case CSV -> {
        CsvLengths.check(file, target);
        read(file, new CsvTableBuilder(), target);
      }
    }
  }

  private void read(Path file, TableBuilder builder, TableTarget target) throws IOException {
    FileDataSource source = new FileDataSource(file.toFile());
    source.setCompression(Compression.NONE);
    try (StarTable stored = builder.makeStarTable(source, false, StoragePolicy.PREFER_DISK);
        StarTable table = this == PARQUET ? ParquetTable.of(stored, file) : stored;
        RowSequence rows = table.getRowSequence()) {
      target.acceptMetadata(table);
      while (rows.next()) {
        target.acceptRow(rows.getRow());
      }
      target.endRows();
    } catch (IllegalArgumentException | IndexOutOfBoundsException failure) {
      // Readers rely on what headers say.
      throw new IOException(failure);
    }
  }
}
