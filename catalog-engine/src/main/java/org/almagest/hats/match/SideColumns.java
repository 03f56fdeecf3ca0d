package org.almagest.hats.match;

import java.io.Serializable;
import java.util.List;
import org.almagest.hats.HatsCatalog;
import org.almagest.hats.SpatialColumn;
import org.almagest.hats.column.RowFilter;
import org.jspecify.annotations.Nullable;

/**
 * What is read of one side of a match besides the columns of the result.
 *
 * @param ra right ascension [deg]
 * @param dec declination [deg]
 * @param pixel the column of HEALPix pixels, or null where the files have none
 * @param pixelOrder its order
 * @param filters rows that fail one of them take no part
 * @param motion how the positions move, or null where they are taken as they are
 */
public record SideColumns(
    String ra,
    String dec,
    @Nullable String pixel,
    int pixelOrder,
    List<RowFilter> filters,
    @Nullable Motion motion)
    implements Serializable {

  /**
   * Proper motion.
   *
   * @param pmRa the column of the motion in right ascension times cos(dec) [mas/yr]
   * @param pmDec the column of the motion in declination [mas/yr]
   * @param parallax the column of the parallax [mas], or null
   * @param radialVelocity the column of the radial velocity [km/s], or null
   * @param epoch of the positions [Julian years]
   * @param matchEpoch of the match [Julian years]
   */
  public record Motion(
      String pmRa,
      String pmDec,
      @Nullable String parallax,
      @Nullable String radialVelocity,
      double epoch,
      double matchEpoch)
      implements Serializable {}

  /** Copies the filters. */
  public SideColumns {
    filters = List.copyOf(filters);
  }

  /**
   * The columns that a catalog says are its positions.
   *
   * @throws IllegalArgumentException if it does not say
   */
  public static SideColumns of(HatsCatalog catalog) {
    SpatialColumn pixel = catalog.spatialColumn().orElse(null);
    return new SideColumns(
        named(catalog, catalog.properties().raColumn().orElse(null), "hats_col_ra"),
        named(catalog, catalog.properties().decColumn().orElse(null), "hats_col_dec"),
        pixel == null ? null : pixel.name(),
        pixel == null ? 29 : pixel.order(),
        List.of(),
        null);
  }

  /** The columns of a catalog whose positions are not asked for, which it need not have. */
  public static SideColumns withoutPositions(HatsCatalog catalog) {
    SpatialColumn pixel = catalog.spatialColumn().orElse(null);
    return new SideColumns(
        "",
        "",
        pixel == null ? null : pixel.name(),
        pixel == null ? 29 : pixel.order(),
        List.of(),
        null);
  }

  private static String named(HatsCatalog catalog, @Nullable String column, String key) {
    if (column == null) {
      throw new IllegalArgumentException(
          "The catalog [" + catalog.root() + "] does not say its " + key);
    }
    return column;
  }

  /** The same columns, with filters. */
  public SideColumns where(List<RowFilter> others) {
    return new SideColumns(ra, dec, pixel, pixelOrder, others, motion);
  }

  /** The same columns, with positions that move. */
  public SideColumns moving(Motion others) {
    return new SideColumns(ra, dec, pixel, pixelOrder, filters, others);
  }
}
