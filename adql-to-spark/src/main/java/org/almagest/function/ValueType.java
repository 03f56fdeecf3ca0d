package org.almagest.function;

/** The type of an argument or a result of a function, and the Java class of its values. */
public enum ValueType {
  /** Boolean. */
  BOOLEAN,
  /** Integer. */
  INTEGER,
  /** Long. */
  BIGINT,
  /** Double. */
  DOUBLE,
  /** String. */
  TEXT;

  /**
   * A value of an engine as one of this type: whole numbers may come in a narrower or wider one.
   */
  Object of(Object value) {
    if (!(value instanceof Number number)) {
      return value;
    }
    return switch (this) {
      case INTEGER -> number.intValue();
      case BIGINT -> number.longValue();
      // Zero has no sign: engines differ in whether they keep it.
      case DOUBLE -> number.doubleValue() + 0.0;
      case BOOLEAN, TEXT -> value;
    };
  }
}
