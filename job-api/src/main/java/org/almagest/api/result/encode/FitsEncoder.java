package org.almagest.api.result.encode;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.almagest.api.result.provenance.Provenance;
import uk.ac.starlink.fits.FitsTableWriter;

/** A binary table of FITS. Its head tells how many rows and how long texts there are. */
final class FitsEncoder implements ResultEncoder {
  private final Path scratch;

  /**
   * @param scratch a folder for the rows until all are known
   */
  FitsEncoder(Path scratch) {
    this.scratch = scratch;
  }

  @Override
  public void encode(LimitedRows rows, Provenance provenance, OutputStream out) throws IOException {
    try (SpooledRows spooled = SpooledRows.of(rows, scratch)) {
      spooled.setName("result");
      new FitsTableWriter().writeStarTable(spooled, new OpenStream(out));
      out.flush();
    }
  }
}
