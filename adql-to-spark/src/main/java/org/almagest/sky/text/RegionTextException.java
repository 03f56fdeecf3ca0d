package org.almagest.sky.text;

/** A text that is no region, or a region that is not offered; says where in the text. */
public final class RegionTextException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final int position;

  RegionTextException(String message, int position) {
    super(message + " (character " + position + ")");
    this.position = position;
  }

  /** The character to blame, from 1; one after the last where something is missing. */
  public int position() {
    return position;
  }
}
