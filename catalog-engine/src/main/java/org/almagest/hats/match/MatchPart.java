package org.almagest.hats.match;

import java.io.Serializable;
import java.util.List;
import org.almagest.hats.HatsPixel;

/**
 * A part of a match that needs nothing of another: the left rows of a pixel, and the right rows in
 * and around it.
 */
public record MatchPart(HatsPixel pixel, List<PartFile> left, List<PartFile> right)
    implements Serializable {

  /** Copies the lists. */
  public MatchPart {
    left = List.copyOf(left);
    right = List.copyOf(right);
  }
}
