package org.almagest.units;

/** A text that is no unit, or two units between which no factor converts. */
public final class UnitException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final int position;

  UnitException(String message, int position) {
    super(position > 0 ? message + " (character " + position + ")" : message);
    this.position = position;
  }

  /** The character of the unit to blame, from 1; 0 where the unit as a whole is. */
  public int position() {
    return position;
  }
}
