package org.almagest.catalog;

import java.nio.file.Path;

/**
 * Where the files of one version of a table lie.
 *
 * @param layout how they are arranged
 * @param location the folder that holds them, an absolute path or the URI of one on another file
 *     system: for {@link Layout#HATS} the one with {@code hats.properties}, or that of the
 *     collection whose primary catalog is the table
 */
public record FilePlacement(Layout layout, String location) implements Placement {

  /** How the files of a table are arranged. */
  public enum Layout {
    /** HEALPix-partitioned Parquet: {@code dataset/Norder=k/Dir=d/Npix=n.parquet}. */
    HATS,
    /** All Parquet files of one folder, in no order. */
    PARQUET
  }

  /** A folder of this machine. */
  public FilePlacement(Layout layout, Path root) {
    this(layout, root.toAbsolutePath().normalize().toString());
  }

  /** Whether the folder is one of this machine. */
  public boolean isLocal() {
    return Path.of(location).isAbsolute();
  }

  /**
   * The folder of this machine.
   *
   * @throws IllegalStateException if it is not one
   */
  public Path root() {
    if (!isLocal()) {
      throw new IllegalStateException("[" + location + "] is not a folder of this machine");
    }
    return Path.of(location);
  }
}
