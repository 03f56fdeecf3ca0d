package org.almagest.api.result.encode;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.almagest.api.result.encode.DelimitedRows.Dialect;
import org.almagest.api.result.provenance.Provenance;
import org.almagest.backend.ResultColumn;

/** CSV and TSV. */
final class DelimitedEncoder implements ResultEncoder {
  private final Dialect dialect;
  private final Header header;
  private final EncodingThreads threads;

  /** Whether the first line has the names. */
  enum Header {
    PRESENT,
    ABSENT
  }

  DelimitedEncoder(Dialect dialect, Header header, EncodingThreads threads) {
    this.dialect = dialect;
    this.header = header;
    this.threads = threads;
  }

  @Override
  public void encode(LimitedRows rows, Provenance provenance, OutputStream out) throws IOException {
    RowEncoder encoder = new DelimitedRows(dialect);
    if (header == Header.PRESENT) {
      Bytes names = new Bytes(1024);
      encoder.encode(rows.columns().stream().map(ResultColumn::name).toArray(), names);
      names.writeTo(out);
    }
    Optional<RuntimeException> failure = OrderedRows.write(rows, encoder, threads, out);
    if (failure.isPresent()) {
      throw failure.get();
    }
    out.flush();
  }
}
