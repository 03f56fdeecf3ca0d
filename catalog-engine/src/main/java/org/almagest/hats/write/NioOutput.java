package org.almagest.hats.write;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.io.SeekableInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Parquet into plain files: Hadoop's local file system would leave a checksum file beside each,
 * which other readers of HATS take for data.
 */
final class NioOutput {

  private NioOutput() {}

  /** A file to write. Closing it after a failure frees it without writing on. */
  static final class FileOutput extends Output implements AutoCloseable {
    private final Path file;
    private @Nullable OutputStream opened;

    FileOutput(Path file) {
      super(file.toString());
      this.file = file;
    }

    @Override
    PositionOutputStream open() throws IOException {
      Files.createDirectories(file.toAbsolutePath().getParent());
      OutputStream stream = Files.newOutputStream(file);
      opened = stream;
      return new CountingStream(new BufferedOutputStream(stream, 1 << 17));
    }

    @Override
    public void close() throws IOException {
      if (opened != null) {
        opened.close();
      }
    }
  }

  static OutputFile output(ByteArrayOutputStream memory) {
    return new Output("memory") {
      @Override
      PositionOutputStream open() {
        memory.reset();
        return new CountingStream(memory);
      }
    };
  }

  static SeekableInputStream input(byte[] memory) {
    ByteArrayInputStream bytes = new ByteArrayInputStream(memory);
    return new DelegatingSeekableInputStream(bytes) {
      @Override
      public long getPos() {
        return (long) memory.length - bytes.available();
      }

      @Override
      public void seek(long position) throws IOException {
        bytes.reset();
        bytes.skipNBytes(position);
      }
    };
  }

  private abstract static class Output implements OutputFile {
    private final String path;

    Output(String path) {
      this.path = path;
    }

    abstract PositionOutputStream open() throws IOException;

    @Override
    public PositionOutputStream create(long blockSizeHint) throws IOException {
      return open();
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) throws IOException {
      return open();
    }

    @Override
    public boolean supportsBlockSize() {
      return false;
    }

    @Override
    public long defaultBlockSize() {
      return 0;
    }

    @Override
    public String getPath() {
      return path;
    }
  }

  private static final class CountingStream extends PositionOutputStream {
    private final OutputStream target;
    private long position;

    CountingStream(OutputStream target) {
      this.target = target;
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public void write(int value) throws IOException {
      target.write(value);
      position++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      target.write(bytes, offset, length);
      position += length;
    }

    @Override
    public void flush() throws IOException {
      target.flush();
    }

    @Override
    public void close() throws IOException {
      target.close();
    }
  }
}
