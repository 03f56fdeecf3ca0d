package org.almagest.hats;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import org.apache.parquet.io.InputFile;

/**
 * A Parquet file of a partition.
 *
 * @param rows how many rows it has, as its footer says
 * @param bytes how many bytes it has
 */
public record HatsFile(Location location, long rows, long bytes) implements Serializable {

  /** A local file. */
  public HatsFile(Path path, long rows, long bytes) {
    this(Location.of(path), rows, bytes);
  }

  /** The local path. */
  public Path path() {
    return location.path();
  }

  /** The file for Parquet to read, on any machine that sees its file system. */
  public InputFile input() throws IOException {
    return Storage.of(location).parquet(location);
  }
}
