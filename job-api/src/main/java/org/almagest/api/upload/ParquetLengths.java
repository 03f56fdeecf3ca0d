package org.almagest.api.upload;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.channels.Channels;
import java.nio.file.Path;
import org.almagest.foreign.RowLimit;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;

/** How long the pages of a Parquet file say they are once they are unpacked. */
final class ParquetLengths {
  private static final int TAIL = 8;

  /** Some programs write pages of 100 MB. */
  private static final long PAGE = 128L << 20;

  private ParquetLengths() {}

  /** Refuses what is too long; all pages together count as the unpacked table. */
  static void check(Path path, ByteLimit limit, TableTarget target) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      if (file.length() < TAIL) {
        return;
      }
      file.seek(file.length() - TAIL);
      long length = Integer.reverseBytes(file.readInt());
      long start = file.length() - TAIL - length;
      if (length < 0 || start < 0) {
        return;
      }
      RowLimit.check("a footer", (double) length);
      byte[] footer = new byte[(int) length];
      file.seek(start);
      file.readFully(footer);
      limit.giveBack(file.length());
      FileMetaData metadata = Util.readFileMetaData(new ByteArrayInputStream(footer));
      long rows = 0;
      for (RowGroup group : metadata.getRow_groups()) {
        rows += group.getNum_rows();
        for (ColumnChunk chunk : group.getColumns()) {
          pages(file, chunk.getMeta_data(), limit, target);
        }
      }
      if (rows != metadata.getNum_rows()) {
        throw target.bad(
            "is not complete: it has "
                + rows
                + " of the "
                + metadata.getNum_rows()
                + " rows that"
                + " it declares");
      }
    }
  }

  private static void pages(
      RandomAccessFile file, ColumnMetaData chunk, ByteLimit limit, TableTarget target)
      throws IOException {
    long start = chunk.getData_page_offset();
    if (chunk.isSetDictionary_page_offset() && chunk.getDictionary_page_offset() > 0) {
      start = Math.min(start, chunk.getDictionary_page_offset());
    }
    long end = start + chunk.getTotal_compressed_size();
    if (start < 0 || end > file.length()) {
      throw new IOException("A column lies outside the file");
    }
    long values = 0;
    // Pages are taken one by one: where the next begins is known once a header is read.
    for (long position = start; position < end; ) {
      file.seek(position);
      Counted header = new Counted(Channels.newInputStream(file.getChannel()));
      PageHeader page = Util.readPageHeader(header);
      RowLimit.check("a page", page.getUncompressed_page_size(), PAGE);
      RowLimit.check("a page", page.getCompressed_page_size(), PAGE);
      limit.take(page.getUncompressed_page_size());
      values += page.isSetData_page_header() ? page.getData_page_header().getNum_values() : 0;
      values += page.isSetData_page_header_v2() ? page.getData_page_header_v2().getNum_values() : 0;
      position += header.count + page.getCompressed_page_size();
    }
    if (values != chunk.getNum_values()) {
      throw target.bad(
          "is not complete: column "
              + chunk.getPath_in_schema()
              + " has "
              + values
              + " of the "
              + chunk.getNum_values()
              + " values that it declares");
    }
  }

  /** Reads ahead, and knows how much of it was wanted. */
  private static final class Counted extends InputStream {
    private final InputStream in;
    private long count;

    Counted(InputStream in) {
      this.in = new BufferedInputStream(in, 256);
    }

    @Override
    public int read() throws IOException {
      count++;
      return in.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = in.read(bytes, offset, length);
      count += Math.max(0, read);
      return read;
    }
  }
}
