package org.almagest.api.result;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.almagest.api.result.encode.EncodingThreads;
import org.almagest.api.result.encode.LimitedRows;
import org.almagest.api.result.encode.ResultFormat;
import org.almagest.api.result.encode.UnflushedStream;
import org.almagest.api.result.provenance.Provenance;

/** Writes rows in the formats that results have. */
public final class ResultWriter implements AutoCloseable {
  private final Path scratch;
  private final EncodingThreads threads = new EncodingThreads();

  /**
   * @param scratch a folder for what has to be known before it can be written, which somebody
   *     empties if the process is killed
   */
  public ResultWriter(Path scratch) {
    this.scratch = scratch;
  }

  /** Writes a result to its end. */
  public void write(ResultFormat format, Provenance provenance, LimitedRows rows, OutputStream out)
      throws IOException {
    format.encoder(scratch, threads).encode(rows, provenance, out);
  }

  /**
   * Writes a result to a client. The stream's own buffer decides when rows are sent: as long as it
   * is not full, an error can still take their place.
   */
  public void stream(ResultFormat format, Provenance provenance, LimitedRows rows, OutputStream out)
      throws IOException {
    write(format, provenance, rows, new UnflushedStream(out));
  }

  /** Stops encoding; results that are being written fail. */
  @Override
  public void close() {
    threads.close();
  }
}
