package org.almagest.catalog;

import java.nio.file.Path;

/**
 * Where the files of one version of a table lie.
 *
 * @param layout how they are arranged
 * @param root the folder that holds them: for {@link Layout#HATS} the one with {@code
 *     hats.properties}
 */
public record Placement(Layout layout, Path root) {

  /** How the files of a table are arranged. */
  public enum Layout {
    /** HEALPix-partitioned Parquet: {@code dataset/Norder=k/Dir=d/Npix=n.parquet}. */
    HATS,
    /** All Parquet files of one folder, in no order. */
    PARQUET
  }
}
