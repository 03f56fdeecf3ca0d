package org.almagest.api.upload;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The parts of a request that hold tables. */
@FunctionalInterface
public interface UploadParts {

  /** Of a request that sends nothing along. */
  UploadParts NONE = name -> Optional.empty();

  /** Opens a part; empty if the request has none of that name. The caller closes it. */
  Optional<InputStream> open(String name) throws IOException;
}
