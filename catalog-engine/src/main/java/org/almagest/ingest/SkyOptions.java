package org.almagest.ingest;

import java.util.List;
import org.almagest.hats.write.ProductType;
import org.jspecify.annotations.Nullable;

/**
 * What goes with a table that has positions.
 *
 * @param marginArcsec how far around each partition its margin reaches [arcsec]; 0 for no margin
 * @param idColumn the column to look rows up by; null for the primary key of the Felis file, if it
 *     is one column of whole numbers or text
 * @param type what its rows are; null to tell by the table's name
 * @param companions tables that take columns from it
 */
public record SkyOptions(
    double marginArcsec,
    @Nullable String idColumn,
    @Nullable ProductType type,
    List<Companion> companions) {

  /** A margin of 5 arcsec, as other writers of HATS make it. */
  public static final SkyOptions DEFAULT = new SkyOptions(5, null, null);

  private static final double LARGEST_MARGIN_ARCSEC = 20 * 3600;

  /** Options without companions. */
  public SkyOptions(double marginArcsec, @Nullable String idColumn, @Nullable ProductType type) {
    this(marginArcsec, idColumn, type, List.of());
  }

  /** Checks the margin; copies the companions. */
  public SkyOptions {
    companions = List.copyOf(companions);
    if (!(marginArcsec >= 0 && marginArcsec <= LARGEST_MARGIN_ARCSEC)) {
      throw new IllegalArgumentException(
          "A margin is 0 to "
              + (long) LARGEST_MARGIN_ARCSEC
              + " arcsec, not ["
              + marginArcsec
              + "]");
    }
  }
}
