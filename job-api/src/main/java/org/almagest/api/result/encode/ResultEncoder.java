package org.almagest.api.result.encode;

import java.io.IOException;
import java.io.OutputStream;
import org.almagest.api.result.provenance.Provenance;

/** Writes the rows of a result as they come. */
public interface ResultEncoder {

  /**
   * Writes a whole result. A failure of the rows ends the document in a way that a reader notices
   * and is thrown again.
   *
   * @param provenance is repeated in the document where the format has a place for it
   */
  void encode(LimitedRows rows, Provenance provenance, OutputStream out) throws IOException;
}
