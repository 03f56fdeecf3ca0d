package org.almagest.foreign;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Looks at a FITS file up to its first table before the reader of tables does: whether its header
 * ends, its rows are as long as memory allows, and all of them are there.
 */
public final class FitsCheck {
  private static final int BUFFER = 1 << 16;

  private final CellProblems problems;

  private FitsCheck(CellProblems problems) {
    this.problems = problems;
  }

  /**
   * Looks at a file, which may be packed by gzip; then to its end.
   *
   * @throws ForeignTableException if it is not whole, or too much
   */
  public static void check(Path file, CellProblems problems) throws IOException {
    boolean packed = Gzip.isPacked(file);
    try (InputStream in = Gzip.open(file);
        DataInputStream data = new DataInputStream(new BufferedInputStream(in, BUFFER))) {
      new FitsCheck(problems).check(data, packed ? -1 : Files.size(file));
      if (packed) {
        // Its checksum comes last.
        data.transferTo(OutputStream.nullOutputStream());
      }
    }
  }

  /**
   * @param size of the file, or -1 if it is not known
   */
  private void check(DataInputStream in, long size) throws IOException {
    long before = 0;
    try {
      while (true) {
        Counted counted = new Counted(in);
        FitsCards header = FitsCards.read(new DataInputStream(counted));
        before += counted.count();
        if (header.isTable()) {
          table(header, in, size < 0 ? -1 : size - before);
          return;
        }
        long data = header.dataBytes();
        before += data;
        if (size >= 0 && before > size) {
          return;
        }
        in.skipNBytes(data);
      }
    } catch (EOFException noTable) {
      // The reader of the table says so.
      return;
    }
  }

  private void table(FitsCards header, DataInputStream in, long left) throws IOException {
    long rowBytes = header.number("NAXIS1", 0);
    long rows = header.number("NAXIS2", 0);
    RowLimit.check("rows", (double) rowBytes);
    double heap = header.number("PCOUNT", 0);
    if (left >= 0 && (double) rowBytes * rows + heap > left) {
      throw shorter(Math.min(rows, rowBytes == 0 ? 0 : left / rowBytes), rows);
    }
    FitsCells cells = new FitsCells(header, problems);
    if (left >= 0 && cells.isEmpty()) {
      return;
    }
    byte[] row = new byte[(int) rowBytes];
    for (long number = 1; number <= rows; number++) {
      if (in.readNBytes(row, 0, row.length) < row.length) {
        throw shorter(number - 1, rows);
      }
      cells.check(row, number);
    }
    if (left < 0) {
      try {
        in.skipNBytes((long) heap);
      } catch (EOFException end) {
        throw shorter(rows, rows);
      }
    }
  }

  private static ForeignTableException shorter(long found, long declared) {
    return ForeignTableException.incomplete(
        found, "its data end; its header declares " + declared + " rows (NAXIS2)");
  }

  /** Knows how much was read. */
  private static final class Counted extends InputStream {
    private final InputStream in;
    private long count;

    Counted(InputStream in) {
      this.in = in;
    }

    long count() {
      return count;
    }

    @Override
    public int read() throws IOException {
      int read = in.read();
      count += read < 0 ? 0 : 1;
      return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = in.read(bytes, offset, length);
      count += Math.max(0, read);
      return read;
    }
  }
}
