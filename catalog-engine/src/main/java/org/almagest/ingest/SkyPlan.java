package org.almagest.ingest;

import java.io.Serializable;
import org.almagest.catalog.SkyColumns;

/**
 * Where the position of a row comes from.
 *
 * @param ra the index of the column with the right ascension in the file's form
 * @param dec the index of the column with the declination in the file's form
 * @param form how they are written
 * @param columns the columns in degrees: the same two, or two that are added
 */
record SkyPlan(int ra, int dec, Form form, SkyColumns columns) implements Serializable {

  /** How positions are written. */
  enum Form {
    /** Numbers, in degrees. */
    DECIMAL,
    /** Text: hours, minutes, seconds; degrees, minutes, seconds. */
    SEXAGESIMAL
  }
}
