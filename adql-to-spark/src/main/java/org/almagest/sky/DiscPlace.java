package org.almagest.sky;

/** Where a small disc lies as seen from a region. */
public enum DiscPlace {
  /** Every point of the disc is in the region. */
  INSIDE,
  /** The edge of the region runs through the disc, or may do so. */
  EDGE,
  /** No point of the disc is in the region. */
  OUTSIDE
}
