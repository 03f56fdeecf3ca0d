package org.almagest.hats.column;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/** Expands pages into a buffer that is used again; the frequent codecs without Hadoop's streams. */
final class PageDecompressor {

  private byte[] room = new byte[0];

  /**
   * The expanded bytes, good until the next call.
   *
   * @param size how many there are when expanded
   */
  PageBytes expand(CompressionCodecName codec, byte[] bytes, int from, int length, int size)
      throws IOException {
    if (codec == CompressionCodecName.UNCOMPRESSED) {
      return new PageBytes(bytes, from, from + length);
    }
    if (room.length < size) {
      room = new byte[size];
    }
    int expanded =
        switch (codec) {
          case SNAPPY -> Snappy.uncompress(bytes, from, length, room, 0);
          case ZSTD -> zstd(bytes, from, length, size);
          case GZIP -> gzip(bytes, from, length, size);
          default -> byHadoop(codec, bytes, from, length, size);
        };
    if (expanded != size) {
      throw new ColumnException(
          "A page has [" + expanded + "] bytes where its header says [" + size + "]");
    }
    return new PageBytes(room, 0, size);
  }

  private int zstd(byte[] bytes, int from, int length, int size) {
    long expanded = Zstd.decompressByteArray(room, 0, size, bytes, from, length);
    if (Zstd.isError(expanded)) {
      throw new ColumnException("A page cannot be expanded: " + Zstd.getErrorName(expanded));
    }
    return (int) expanded;
  }

  private int gzip(byte[] bytes, int from, int length, int size) throws IOException {
    try (GZIPInputStream in =
        new GZIPInputStream(new ByteArrayInputStream(bytes, from, length), 1 << 16)) {
      return in.readNBytes(room, 0, size);
    }
  }

  private int byHadoop(CompressionCodecName codec, byte[] bytes, int from, int length, int size)
      throws IOException {
    CodecFactory codecs = new CodecFactory(new Configuration(false), 0);
    try {
      byte[] expanded =
          codecs
              .getDecompressor(codec)
              .decompress(BytesInput.from(bytes, from, length), size)
              .toByteArray();
      System.arraycopy(expanded, 0, room, 0, size);
      return expanded.length;
    } finally {
      codecs.release();
    }
  }
}
