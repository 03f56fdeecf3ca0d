package org.almagest.catalog;

import java.io.Serializable;

/**
 * The two columns that hold the position of a row, in degrees, ICRS.
 *
 * @param ra the name of the right ascension
 * @param dec the name of the declination
 */
public record SkyColumns(String ra, String dec) implements Serializable {}
