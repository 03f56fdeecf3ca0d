package org.almagest.hats;

/**
 * The column of HEALPix pixels, nested, that a catalog stores.
 *
 * @param name mostly {@code _healpix_29}
 * @param order the order of the pixels, 0 to 29
 */
public record SpatialColumn(String name, int order) {}
