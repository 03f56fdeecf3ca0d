package org.almagest.sky.moc;

/** A text or file that is no MOC; says where it stops being one. */
public final class MocFormatException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  MocFormatException(String message) {
    super(message);
  }

  MocFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
