package org.almagest.hats;

import java.io.Serializable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A part of the sky that is the same partition, or the same gap, throughout on either side.
 *
 * @param pixel the part
 * @param leftPixel the partition of the left catalog that covers it, or null
 * @param rightPixel the partition of the right catalog that covers it, or null
 */
public record AlignedPixel(
    HatsPixel pixel, @Nullable HatsPixel leftPixel, @Nullable HatsPixel rightPixel)
    implements Serializable {

  /** The partition of the left catalog. */
  public Optional<HatsPixel> left() {
    return Optional.ofNullable(leftPixel);
  }

  /** The partition of the right catalog. */
  public Optional<HatsPixel> right() {
    return Optional.ofNullable(rightPixel);
  }
}
