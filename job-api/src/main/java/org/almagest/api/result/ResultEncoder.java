package org.almagest.api.result;

import java.io.IOException;
import java.io.OutputStream;

/** Writes the rows of a result as they come. */
interface ResultEncoder {

  /**
   * Writes a whole result. A failure of the rows ends the document in a way that a reader notices
   * and is thrown again.
   *
   * @param provenance is repeated in the document where the format has a place for it
   */
  void encode(LimitedRows rows, Provenance provenance, OutputStream out) throws IOException;
}
